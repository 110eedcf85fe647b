package dev.lifeboat.lab.provider;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.util.function.Function;

/// Promotes a database that is restored first, as every other one is promoted. Before that nothing
/// of it is there: the vault says whether it would be a candidate, and the region whether it could
/// take it. Afterwards the place of the effect asks the restored server itself.
///
/// @param restore of the same database
record RestoredPromotion(
    Reconciler<Goal.Promoted> promotion,
    RestoreReadiness readiness,
    Function<Goal.Restored, RestoreReadiness.Target> restore)
    implements Reconciler<Goal.Promoted> {

  @Override
  public Readiness preflight(Goal.Promoted goal) throws InterruptedException {
    Placement placed;
    try {
      placed = readiness.placements().required(readiness.workload());
    } catch (ProblemException unreadable) {
      return Readiness.notReady(unreadable.problem());
    }
    // A run has copied or restored it by now, and asks for what is there.
    return placed.writer().equals(goal.region()) || placed.openRun().isPresent()
        ? promotion.preflight(goal)
        : readiness.ofPromotion(goal.resource(), placed, restore.apply(restored(goal)));
  }

  private static Goal.Restored restored(Goal.Promoted goal) {
    return new Goal.Restored(goal.resource(), goal.region());
  }

  @Override
  public Observation observe(Goal.Promoted goal) throws InterruptedException {
    return promotion.observe(goal);
  }

  @Override
  public void pursue(Goal.Promoted goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    promotion.pursue(goal, attempt);
  }
}
