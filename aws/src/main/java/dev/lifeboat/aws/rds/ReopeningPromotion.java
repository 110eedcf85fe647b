package dev.lifeboat.aws.rds;

import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.util.Optional;

/// Promotes, and opens an instance that a run had closed and that is to be the writer after all.
public final class ReopeningPromotion implements Reconciler<Goal.Promoted> {
  private final RdsPromotion promotion;
  private final ClosedInstances closed;
  private final PresentClaim claim;

  public ReopeningPromotion(RdsPromotion promotion, ClosedInstances closed, PresentClaim claim) {
    this.promotion = promotion;
    this.closed = closed;
    this.claim = claim;
  }

  @Override
  public Readiness preflight(Goal.Promoted goal) throws InterruptedException {
    return promotion.preflight(goal);
  }

  @Override
  public Observation observe(Goal.Promoted goal) throws InterruptedException {
    var seen = promotion.observe(goal);
    if (!(seen instanceof Observation.Met)) {
      return seen;
    }
    try {
      return shut(goal).map(it -> Observation.pending(it.words())).orElse(seen);
    } catch (ProblemException failed) {
      return Observation.unreachable(failed.problem().happened());
    }
  }

  /// Empty where it is open, or no run could have closed it.
  private Optional<ClosedLook> shut(Goal.Promoted goal)
      throws ProblemException, InterruptedException {
    return closed.mayClose(goal.region())
        ? Optional.of(closed.look(goal.region())).filter(ClosedLook::isAsked)
        : Optional.empty();
  }

  @Override
  public void pursue(Goal.Promoted goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    promotion.pursue(goal, attempt);
    var shut = shut(goal);
    if (shut.isPresent()) {
      var placed = claim.confirm(goal, attempt);
      if (!placed.writer().equals(goal.region())) {
        throw PresentClaim.writerElsewhere(goal, placed).asException();
      }
      try {
        closed.open(goal.region(), shut.get());
      } catch (ProblemException failed) {
        throw closed.refusal(goal, goal.region()).of(failed);
      }
    }
  }
}
