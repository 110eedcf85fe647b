package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.rds.Zones;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Goal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What shows of the faults that AWS itself heals: RDS names another zone, a service lacks tasks.
///
/// @param zones of the workload's databases, by their names
public record FaultSigns(Workload workload, Reconcilers reconcilers, Map<String, Zones> zones)
    implements Sign.Signs {

  public FaultSigns {
    zones = Map.copyOf(zones);
  }

  /// Refuses to break what AWS would not heal, or of which nobody could tell that it broke.
  ///
  /// @throws ProblemException LB2010, before anything was broken
  public void require(Fault fault) throws InterruptedException, ProblemException {
    if (fault instanceof Fault.ZoneLost(var resource, var region)) {
      zones(resource).requireStandby(region);
    }
    if (fault instanceof Fault.Crashed(var resource, var region)) {
      requireWhole(running(resource, region));
    }
  }

  private void requireWhole(Goal.Running goal) throws InterruptedException, ProblemException {
    var seen = reconcilers.reconciler(goal).observe(goal);
    if (!(seen instanceof Observation.Met)) {
      throw ProblemException.passing(
          Code.LB2010,
          "%s does not hold: %s".formatted(goal.phrase(), seen.text()),
          "that one of them is lost could not be told; nothing was broken",
          "wait until it holds, or correct 'instances' in the plan");
    }
  }

  @Override
  public Optional<Sign> before(Fault fault) throws InterruptedException, ProblemException {
    require(fault);
    return switch (fault) {
      case Fault.ZoneLost(var resource, var region) -> Optional.of(otherZone(resource, region));
      case Fault.Crashed(var resource, var region) ->
          Optional.of(lacking(running(resource, region)));
      case Fault.RegionLost _,
          Fault.RegionHung _,
          Fault.RegionSilent _,
          Fault.ResourceLost _,
          Fault.PostmasterLost _,
          Fault.FrontDoorLost _,
          Fault.LinkCut _,
          Fault.LinkSlow _ ->
          Optional.empty();
    };
  }

  private Zones zones(String database) {
    return Objects.requireNonNull(zones.get(database), database);
  }

  private Sign otherZone(String database, String region)
      throws InterruptedException, ProblemException {
    var before = zones(database).in(region);
    return new Sign(
        () -> !zones(database).in(region).zone().equals(before.zone()),
        "%s is still in %s".formatted(before.instance(), before.zone()));
  }

  private Goal.Running running(String service, String region) {
    int serving = workload.resource(Service.class, service).instances().serving();
    return new Goal.Running(service, region, serving, 0);
  }

  private Sign lacking(Goal.Running goal) {
    return new Sign(
        () -> reconcilers.reconciler(goal).observe(goal) instanceof Observation.Pending,
        "'%s' was never seen without one of its %d".formatted(goal.resource(), goal.instances()));
  }
}
