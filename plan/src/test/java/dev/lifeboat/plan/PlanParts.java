package dev.lifeboat.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Parts of plans for tests that care about some of their values: the others are as a plan has them
/// that says nothing of them.
public final class PlanParts {
  static final FailoverPolicy.AtMost AT_MOST =
      new FailoverPolicy.AtMost(
          FailoverPolicy.AtMost.FAILOVERS.standard(), FailoverPolicy.AtMost.IN.standard());
  static final FailoverPolicy.Flapping FLAPPING =
      new FailoverPolicy.Flapping(
          FailoverPolicy.Flapping.DIPS.standard(),
          FailoverPolicy.Flapping.IN.standard(),
          FailoverPolicy.Flapping.LASTING.standard());

  private PlanParts() {}

  public static Plan plan(
      String name,
      Map<String, Region> regions,
      Map<String, Workload> workloads,
      LabPlan lab,
      String sha256) {
    return plan(name, regions, workloads, lab, AssessPolicy.NONE, PlanPeople.NONE, sha256);
  }

  public static Plan plan(
      String name,
      Map<String, Region> regions,
      Map<String, Workload> workloads,
      LabPlan lab,
      AssessPolicy assess,
      PlanPeople people,
      String sha256) {
    return new Plan(
        name, regions, workloads, Map.of(), lab, ProviderValues.NONE, assess, people, sha256);
  }

  public static Region region(String name, Region.Role role) {
    return new Region(name, Region.DEFAULT_PROVIDER, role, ProviderValues.NONE);
  }

  public static Database database(String name, Replication replication) {
    return new Database(name, Database.Engine.POSTGRESQL, replication, false, ProviderValues.NONE);
  }

  public static Bucket bucket(String name, boolean replicateDeletes, Replication replication) {
    return new Bucket(name, replicateDeletes, replication, ProviderValues.NONE);
  }

  public static Service service(
      String name,
      List<String> run,
      Service.Instances instances,
      List<String> uses,
      String health,
      String ready) {
    return new Service(
        name,
        run,
        instances,
        uses,
        health,
        ready,
        new Service.Environment(Map.of(), List.of()),
        ProviderValues.NONE);
  }

  public static Traffic traffic(String name, String to) {
    return traffic(name, to, new Traffic.Form.Proxy());
  }

  public static Traffic traffic(String name, String to, Traffic.Form form) {
    return new Traffic(name, to, form, ProviderValues.NONE);
  }

  public static Workload workload(
      String name,
      String owner,
      Criticality criticality,
      Objectives objectives,
      List<String> dependsOn,
      Strategy strategy,
      Map<String, Resource> resources,
      List<Check> verify,
      FailoverPolicy failover) {
    return new Workload(
        name,
        owner,
        criticality,
        objectives,
        Optional.empty(),
        Dependencies.hard(dependsOn),
        strategy,
        resources,
        verify,
        failover,
        failback(FailbackPolicy.SHARES),
        Optional.empty(),
        Routine.NONE);
  }

  /// @param shares none for everybody at once
  public static FailbackPolicy failback(List<Integer> shares) {
    return new FailbackPolicy(
        shares,
        FailbackPolicy.HOLD.standard(),
        FailbackPolicy.MAX_ERROR_RATE.standard(),
        FailbackPolicy.MAX_LATENCY.standard(),
        Optional.empty());
  }

  public static FailoverPolicy failover(
      FailoverPolicy.Trigger trigger, FailoverPolicy.Detect detect) {
    return failover(trigger, detect, FailoverPolicy.COOL_DOWN.standard(), AT_MOST, FLAPPING);
  }

  public static FailoverPolicy failover(
      FailoverPolicy.Trigger trigger,
      FailoverPolicy.Detect detect,
      Duration coolDown,
      FailoverPolicy.AtMost atMost,
      FailoverPolicy.Flapping flapping) {
    return new FailoverPolicy(
        trigger,
        detect,
        coolDown,
        atMost,
        flapping,
        FailoverPolicy.BeyondRpo.REFUSE,
        new ReprotectPolicy(ReprotectPolicy.TRIGGER.standard(), ReprotectPolicy.AFTER.standard()),
        new OutagePolicy(
            OutagePolicy.ON.standard(), OutagePolicy.USERS_AFTER.standard(), Optional.empty()));
  }

  public static Objectives objectives(Duration rto, Duration rpo) {
    return new Objectives(rto, rpo, Objectives.REGRESSION.standard());
  }
}
