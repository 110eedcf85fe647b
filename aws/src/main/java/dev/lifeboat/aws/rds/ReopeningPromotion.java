package dev.lifeboat.aws.rds;

import dev.lifeboat.aws.ApiReconciler;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.util.Optional;

/// Promotes, and opens an instance that a run had closed and that is to be the writer after all.
public record ReopeningPromotion(RdsPromotion promotion, ClosedInstances closed)
    implements ApiReconciler<Goal.Promoted> {

  @Override
  public Readiness readiness(Goal.Promoted goal) throws ProblemException, InterruptedException {
    return promotion.readiness(goal);
  }

  @Override
  public Observation look(Goal.Promoted goal) throws ProblemException, InterruptedException {
    var seen = promotion.look(goal);
    return seen instanceof Observation.Met
        ? shut(goal).map(it -> Observation.pending(it.words())).orElse(seen)
        : seen;
  }

  /// Empty where it is open, or no run could have closed it.
  private Optional<ClosedLook> shut(Goal.Promoted goal)
      throws ProblemException, InterruptedException {
    return closed.instances().site(goal.region()).fenceGroup().isPresent()
        ? Optional.of(closed.look(goal.region())).filter(ClosedLook::isAsked)
        : Optional.empty();
  }

  @Override
  public void pursue(Goal.Promoted goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    promotion.pursue(goal, attempt);
    var shut = shut(goal);
    if (shut.isPresent()) {
      promotion.gate().claim().confirmWriter(goal, attempt, goal.region());
      try {
        closed.open(goal.region(), shut.get());
      } catch (ProblemException failed) {
        throw closed.refusal(goal, goal.region()).of(failed);
      }
    }
  }
}
