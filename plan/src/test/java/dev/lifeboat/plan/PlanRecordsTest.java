package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Whoever builds a plan without a file gets the same guarantees.
class PlanRecordsTest {
  private static final Objectives OBJECTIVES =
      PlanParts.objectives(Duration.ofMinutes(15), Duration.ofMinutes(5));

  @Test
  void values_out_of_bounds_do_not_exist() {
    refuses("rto", () -> PlanParts.objectives(Duration.ZERO, Duration.ZERO));
    refuses("rpo", () -> PlanParts.objectives(Duration.ofSeconds(1), Duration.ofSeconds(-1)));
    refuses("every", () -> new FailoverPolicy.Detect(Duration.ofMillis(49), 3));
    refuses("failures", () -> new FailoverPolicy.Detect(Duration.ofSeconds(1), 0));
    var hold = Duration.ofSeconds(1);
    refuses(
        "shares", () -> new FailbackPolicy(List.of(50, 25, 100), hold, 10, hold, Optional.empty()));
    refuses("shares", () -> new FailbackPolicy(List.of(0, 100), hold, 10, hold, Optional.empty()));
    refuses("shares", () -> new FailbackPolicy(List.of(50), hold, 10, hold, Optional.empty()));
    refuses(
        "hold", () -> new FailbackPolicy(List.of(), hold.negated(), 10, hold, Optional.empty()));
    refuses(
        "maxErrorsPerMille",
        () -> new FailbackPolicy(List.of(), hold, 1_001, hold, Optional.empty()));
    refuses(
        "maxLatency",
        () -> new FailbackPolicy(List.of(), hold, 10, Duration.ZERO, Optional.empty()));
    refuses("failovers", () -> new FailoverPolicy.AtMost(0, Duration.ofHours(1)));
    refuses("in must", () -> new FailoverPolicy.AtMost(1, Duration.ofSeconds(59)));
    refuses("dips", () -> new FailoverPolicy.Flapping(0, Duration.ofMinutes(1), Duration.ZERO));
    refuses("in must", () -> new FailoverPolicy.Flapping(3, Duration.ZERO, Duration.ZERO));
    refuses(
        "lasting",
        () -> new FailoverPolicy.Flapping(3, Duration.ofMinutes(1), Duration.ofHours(2)));
    refuses(
        "coolDown",
        () ->
            PlanParts.failover(
                FailoverPolicy.Trigger.AUTOMATIC,
                new FailoverPolicy.Detect(Duration.ofSeconds(1), 3),
                Duration.ofSeconds(-1),
                PlanParts.AT_MOST,
                PlanParts.FLAPPING));
  }

  @Test
  void parts_out_of_bounds_do_not_exist() {
    refuses("serving", () -> new Service.Instances(0, 0));
    refuses("standby", () -> new Service.Instances(1, -1));
    refuses("expect", () -> new Check("/", 600));
    refuses("no path", () -> new Check("x", 200));
    refuses("not a valid name", () -> PlanParts.region("East", Region.Role.PRIMARY));
    refuses(
        "mysql is where a provider is told of",
        () ->
            new Database(
                "orders",
                Database.Engine.MYSQL,
                Replication.SYNCHRONOUS,
                false,
                ProviderValues.NONE));
    refuses("at least 3", () -> PlanParts.bucket("ab", false, Replication.SYNCHRONOUS));
    refuses(
        "asynchronous or synchronous",
        () -> PlanParts.bucket("images", false, Replication.SYNCHRONOUS_WHILE_CONNECTED));
    refuses("twice", () -> new Link("a", "a", Duration.ZERO, Duration.ZERO, OptionalLong.empty()));
    refuses(
        "bandwidth", () -> new Link("a", "b", Duration.ZERO, Duration.ZERO, OptionalLong.of(0)));
    refuses("{client}", () -> new Canary.Rows("orders", "select 1", "delete"));
  }

  @Test
  void a_workload_names_only_what_it_has() {
    refuses("no database or bucket", () -> workload("shop", List.of(), service("nothing")));
    refuses("no service", () -> workload("shop", List.of(), PlanParts.traffic("entry", "web")));
    refuses("depend on others", () -> workload("shop", List.of("shop"), service()));
    refuses("must have a resource", () -> workload("shop", List.of()));
    refuses(
        "one traffic",
        () ->
            workload(
                "shop",
                List.of(),
                service(),
                PlanParts.traffic("a", "web"),
                PlanParts.traffic("b", "web")));
  }

  @Test
  void a_plan_has_one_primary_one_recovery_and_no_cycle() {
    var east = PlanParts.region("east", Region.Role.PRIMARY);
    var west = PlanParts.region("west", Region.Role.RECOVERY);
    var shop = workload("shop", List.of(), service());

    assertThat(plan(List.of(east, west), List.of(shop)).workload("shop")).isEqualTo(shop);
    refuses("exactly one recovery", () -> plan(List.of(east), List.of(shop)));
    refuses("at least one workload", () -> plan(List.of(east, west), List.of()));
    refuses(
        "unknown workload 'mail'",
        () -> plan(List.of(east, west), List.of(workload("shop", List.of("mail"), service()))));
    refuses(
        "depends on itself",
        () ->
            plan(
                List.of(east, west),
                List.of(
                    workload("shop", List.of("mail"), service()),
                    workload("mail", List.of("shop"), service()))));
    refuses(
        "no workload 'mail', only [shop]",
        () -> plan(List.of(east, west), List.of(shop)).workload("mail"));
  }

  @Test
  void a_plan_does_not_change_with_what_it_was_made_of() {
    var run = new ArrayList<>(List.of("serve"));
    var resources = new LinkedHashMap<String, Resource>();
    var service =
        PlanParts.service(
            "web", run, new Service.Instances(1, 1), List.of(), "/healthz", "/healthz");
    resources.put("web", service);
    var workload = workload("shop", List.of(), resources);
    run.clear();
    resources.clear();

    assertThat(workload.resources(Service.class)).containsExactly(service);
    assertThat(service.run()).containsExactly("serve");
    assertThatThrownBy(() -> workload.resources().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static void refuses(String because, ThrowingCallable maker) {
    assertThatIllegalArgumentException().isThrownBy(maker).withMessageContaining(because);
  }

  private static Service service(String... uses) {
    return PlanParts.service(
        "web",
        List.of("serve"),
        new Service.Instances(1, 1),
        List.of(uses),
        "/healthz",
        "/healthz");
  }

  private static Workload workload(String name, List<String> dependsOn, Resource... resources) {
    var map = new LinkedHashMap<String, Resource>();
    for (var resource : resources) {
      map.put(resource.name(), resource);
    }
    return workload(name, dependsOn, map);
  }

  private static Workload workload(
      String name, List<String> dependsOn, Map<String, Resource> resources) {
    return PlanParts.workload(
        name,
        "payments",
        Criticality.HIGH,
        OBJECTIVES,
        dependsOn,
        Strategy.WARM_STANDBY,
        resources,
        List.of(),
        PlanParts.failover(
            FailoverPolicy.Trigger.MANUAL, new FailoverPolicy.Detect(Duration.ofSeconds(1), 3)));
  }

  private static Plan plan(List<Region> regions, List<Workload> workloads) {
    var regionMap = new LinkedHashMap<String, Region>();
    regions.forEach(region -> regionMap.put(region.name(), region));
    var workloadMap = new LinkedHashMap<String, Workload>();
    workloads.forEach(workload -> workloadMap.put(workload.name(), workload));
    var request = new Canary.Request("PUT", "/{client}/{number}", "");
    return PlanParts.plan(
        "p",
        regionMap,
        workloadMap,
        new LabPlan(
            List.of(),
            new Canary(
                1, 1, new Canary.FrontDoor(request, request, Optional.empty(), Optional.empty()))),
        "0".repeat(64));
  }
}
