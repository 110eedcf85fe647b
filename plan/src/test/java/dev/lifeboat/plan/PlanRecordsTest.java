package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.plan.Objectives.Loss;
import dev.lifeboat.plan.Objectives.Outage;
import dev.lifeboat.plan.Objectives.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Whoever builds a plan without a file gets the same guarantees.
class PlanRecordsTest {
  private static final Objectives OBJECTIVES =
      new Objectives(Duration.ofMinutes(15), Duration.ofMinutes(5));

  @Test
  void exactly_the_objective_still_meets_it() {
    assertThat(OBJECTIVES.judgeOutage(new Outage.Measured(Duration.ofMinutes(15))))
        .isEqualTo(Verdict.MET);
    assertThat(OBJECTIVES.judgeOutage(new Outage.Measured(Duration.ofMinutes(15).plusNanos(1))))
        .isEqualTo(Verdict.MISSED);
    assertThat(OBJECTIVES.judgeLoss(new Loss.Measured(Duration.ofMinutes(5))))
        .isEqualTo(Verdict.MET);
    assertThat(OBJECTIVES.judgeLoss(new Loss.Measured(Duration.ofMinutes(5).plusNanos(1))))
        .isEqualTo(Verdict.MISSED);
  }

  @Test
  void what_was_not_measured_is_unknown() {
    assertThat(OBJECTIVES.judgeOutage(new Outage.Unknown("the canary died")))
        .isEqualTo(Verdict.UNKNOWN);
    assertThat(OBJECTIVES.judgeLoss(new Loss.Unknown("the bucket cannot be listed")))
        .isEqualTo(Verdict.UNKNOWN);
    refuses("must say why", () -> new Loss.Unknown(" "));
  }

  @Test
  void values_out_of_bounds_do_not_exist() {
    refuses("rto", () -> new Objectives(Duration.ZERO, Duration.ZERO));
    refuses("rpo", () -> new Objectives(Duration.ofSeconds(1), Duration.ofSeconds(-1)));
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
            new FailoverPolicy(
                FailoverPolicy.Trigger.AUTOMATIC,
                new FailoverPolicy.Detect(Duration.ofSeconds(1), 3),
                Duration.ofSeconds(-1),
                FailoverPolicy.AtMost.standard(),
                FailoverPolicy.Flapping.standard()));
    refuses(
        "lease",
        () ->
            new AwsTables(
                "p", Region.Role.ARBITER, "j", "v", AwsTables.LONGEST_LEASE.plusNanos(1)));
    refuses("serving", () -> new Service.Instances(0, 0));
    refuses("standby", () -> new Service.Instances(1, -1));
    refuses("port", () -> new Traffic("entry", "web", OptionalInt.of(0)));
    refuses("expect", () -> new Check("/", 600));
    refuses("no path", () -> new Check("x", 200));
    refuses("not a valid name", () -> new Region("East", "lab", Region.Role.PRIMARY));
    refuses(
        "mysql is on AWS alone",
        () -> new Database("orders", Database.Engine.MYSQL, Replication.SYNCHRONOUS));
    refuses("at least 3", () -> new Bucket("ab", false, Replication.SYNCHRONOUS));
    refuses(
        "asynchronous or synchronous",
        () -> new Bucket("images", false, Replication.SYNCHRONOUS_WHILE_CONNECTED));
    refuses("twice", () -> new Link("a", "a", Duration.ZERO, Duration.ZERO, OptionalLong.empty()));
    refuses(
        "bandwidth", () -> new Link("a", "b", Duration.ZERO, Duration.ZERO, OptionalLong.of(0)));
    refuses("{client}", () -> new Canary.Rows("orders", "select 1", "delete"));
  }

  @Test
  void a_workload_names_only_what_it_has() {
    refuses("no database or bucket", () -> workload("shop", List.of(), service("nothing")));
    refuses(
        "no service",
        () -> workload("shop", List.of(), new Traffic("entry", "web", OptionalInt.empty())));
    refuses("depend on others", () -> workload("shop", List.of("shop"), service()));
    refuses("must have a resource", () -> workload("shop", List.of()));
    refuses(
        "one traffic",
        () ->
            workload(
                "shop",
                List.of(),
                service(),
                new Traffic("a", "web", OptionalInt.empty()),
                new Traffic("b", "web", OptionalInt.empty())));
  }

  @Test
  void a_plan_has_one_primary_one_recovery_and_no_cycle() {
    var east = new Region("east", "lab", Region.Role.PRIMARY);
    var west = new Region("west", "lab", Region.Role.RECOVERY);
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
        new Service(
            "web", run, new Service.Instances(1, 1), List.of(), "/healthz", "/healthz", Map.of());
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
    return new Service(
        "web",
        List.of("serve"),
        new Service.Instances(1, 1),
        List.of(uses),
        "/healthz",
        "/healthz",
        Map.of());
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
    return new Workload(
        name,
        "payments",
        Criticality.HIGH,
        OBJECTIVES,
        Optional.empty(),
        dependsOn,
        Strategy.WARM_STANDBY,
        resources,
        List.of(),
        new FailoverPolicy(
            FailoverPolicy.Trigger.MANUAL, new FailoverPolicy.Detect(Duration.ofSeconds(1), 3)));
  }

  private static Plan plan(List<Region> regions, List<Workload> workloads) {
    var regionMap = new LinkedHashMap<String, Region>();
    regions.forEach(region -> regionMap.put(region.name(), region));
    var workloadMap = new LinkedHashMap<String, Workload>();
    workloads.forEach(workload -> workloadMap.put(workload.name(), workload));
    var request = new Canary.Request("PUT", "/{client}/{number}", "");
    return new Plan(
        "p",
        regionMap,
        workloadMap,
        new LabPlan(
            List.of(), new Canary(1, 1, request, request, Optional.empty(), Optional.empty())),
        "0".repeat(64));
  }
}
