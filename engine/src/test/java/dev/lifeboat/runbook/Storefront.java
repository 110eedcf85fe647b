package dev.lifeboat.runbook;

import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Check;
import dev.lifeboat.plan.Criticality;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.LabPlan;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanParts;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Replication;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Routine;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The shop of `examples/storefront` as records: the plan that tests move between regions.
public final class Storefront {
  public static final String EAST = "east";
  public static final String WEST = "west";
  public static final String SHOP = "shop";
  public static final String PLAN_SHA_256 = "5".repeat(64);

  private Storefront() {}

  /// The plan with one workload that is moved as `strategy` and `trigger` say.
  public static Plan plan(Strategy strategy, FailoverPolicy.Trigger trigger) {
    var regions = new LinkedHashMap<String, Region>();
    regions.put(EAST, PlanParts.region(EAST, Region.Role.PRIMARY));
    regions.put(WEST, PlanParts.region(WEST, Region.Role.RECOVERY));
    regions.put(Region.EDGE, PlanParts.region(Region.EDGE, Region.Role.ARBITER));
    return PlanParts.plan(
        "storefront",
        regions,
        Map.of(SHOP, workload(strategy, trigger, resources())),
        new LabPlan(List.of(), canary()),
        PLAN_SHA_256);
  }

  /// The usual one: warm standby, moved without asking.
  public static Plan plan() {
    return plan(Strategy.WARM_STANDBY, FailoverPolicy.Trigger.AUTOMATIC);
  }

  /// The usual one, with everybody coming home at once.
  public static Plan planAtOnce() {
    var plan = plan();
    var shop = plan.workload(SHOP);
    var atOnce =
        new Workload(
            shop.name(),
            shop.owner(),
            shop.criticality(),
            shop.objectives(),
            shop.impact(),
            shop.needs(),
            shop.strategy(),
            shop.resources(),
            shop.verify(),
            shop.failover(),
            PlanParts.failback(List.of()),
            shop.backup(),
            Routine.NONE);
    return PlanParts.plan(
        plan.name(), plan.regions(), Map.of(SHOP, atOnce), plan.lab(), PLAN_SHA_256);
  }

  /// A workload of this plan's shape with other resources.
  public static Workload workload(
      Strategy strategy, FailoverPolicy.Trigger trigger, Map<String, Resource> resources) {
    return PlanParts.workload(
        SHOP,
        "payments",
        Criticality.CRITICAL,
        PlanParts.objectives(Duration.ofMinutes(15), Duration.ofMinutes(5)),
        List.of(),
        strategy,
        resources,
        List.of(new Check("/dbcheck", 200)),
        PlanParts.failover(trigger, new FailoverPolicy.Detect(Duration.ofMillis(200), 3)));
  }

  /// Makes runbooks for the regions of a provider that has one front door and no API.
  public static RunbookCompiler compiler() {
    return new RunbookCompiler(traits());
  }

  /// What those regions are like.
  public static Traits traits() {
    return new StorefrontTraits(false);
  }

  /// What they are like where nothing but a failover moves a workload.
  public static Traits failoverAlone() {
    return new StorefrontTraits(false, false, false, true);
  }

  /// The runbook that moves the shop's writer away from `source`.
  public static Runbook runbook(Plan plan, Mode mode, String source) throws ProblemException {
    var compiler = new RunbookCompiler(new StorefrontTraits(false, true));
    return compiler.compile(plan, plan.workload(SHOP), mode, source);
  }

  private static Map<String, Resource> resources() {
    var resources = new LinkedHashMap<String, Resource>();
    resources.put("orders", PlanParts.database("orders", Replication.ASYNCHRONOUS));
    resources.put("images", PlanParts.bucket("images", false, Replication.ASYNCHRONOUS));
    resources.put("web", service("web", List.of("orders", "images")));
    resources.put("entry", PlanParts.traffic("entry", "web"));
    return resources;
  }

  /// A service with two instances where it serves and one where it stands by.
  public static Service service(String name) {
    return service(name, List.of());
  }

  private static Service service(String name, List<String> uses) {
    return PlanParts.service(
        name, List.of("shop"), new Service.Instances(2, 1), uses, "/healthz", "/dbcheck");
  }

  private static Canary canary() {
    var request = new Canary.Request("PUT", "/orders/{client}/{number}", "");
    return new Canary(
        200, 10, new Canary.FrontDoor(request, request, Optional.empty(), Optional.empty()));
  }
}
