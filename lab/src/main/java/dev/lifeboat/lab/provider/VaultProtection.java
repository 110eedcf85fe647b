package dev.lifeboat.lab.provider;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.BackupPolicy;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.RestoreSource;
import dev.lifeboat.provider.VaultLook;
import dev.lifeboat.provider.VaultPoint;
import dev.lifeboat.runbook.Goal;
import java.time.Duration;
import java.time.InstantSource;

/// Keeps the present writer of a database in its vaults, as the plan wants it kept.
record VaultProtection(
    InstantSource clock,
    Placements placements,
    String workload,
    PresentEpoch epoch,
    RestoreSource vaults,
    BackupPolicy policy)
    implements Reconciler<Goal.Protected> {
  /// Log comes as often as `logs` says, and takes its time.
  private static final int MOST_LOGS = 2;

  @Override
  public Readiness preflight(Goal.Protected goal) throws InterruptedException {
    return vaults.look(goal.resource(), 0) instanceof VaultLook.Unread(var why)
        ? Readiness.notReady(why)
        : Readiness.ready();
  }

  @Override
  public Observation observe(Goal.Protected goal) throws InterruptedException {
    try {
      var placed = placements.required(workload);
      return placed.writer().equals(goal.region())
          ? kept(goal, placed)
          : Observation.pending("the writer is in " + placed.writer());
    } catch (ProblemException unread) {
      return Observation.unreachable(unread.problem().happened());
    }
  }

  private Observation kept(Goal.Protected goal, Placement placed) throws InterruptedException {
    return switch (vaults.look(goal.resource(), placed.epoch())) {
      case VaultLook.Unread(var why) -> Observation.unreachable(why.happened());
      case VaultLook.Empty(var why) -> Observation.pending(why.happened());
      case VaultLook.Found(var point, _) when point.epoch() != placed.epoch() ->
          Observation.pending(
              "%s is not known to be of the writer of epoch %d"
                  .formatted(point.phrase(), placed.epoch()));
      case VaultLook.Found(var point, _) when point.end() instanceof VaultPoint.End.Gap(var why) ->
          Observation.pending(why);
      case VaultLook.Found(var point, _) -> fresh(point);
    };
  }

  private Observation fresh(VaultPoint point) {
    var most = policy.logs().multipliedBy(MOST_LOGS);
    var age = point.until().map(it -> Duration.between(it, clock.instant()));
    return age.filter(it -> it.compareTo(most) <= 0).isPresent()
        ? Observation.met("%s, %s old".formatted(point.phrase(), SpanText.rough(age.get())))
        : Observation.pending("%s is older than the plan wants it".formatted(point.phrase()));
  }

  @Override
  public void pursue(Goal.Protected goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    epoch.require(goal, attempt);
    vaults.keep(goal.resource());
  }
}
