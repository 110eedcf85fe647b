package dev.lifeboat.aws.route;

import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;

/// Sends no user to a region any more, as far as names can: whoever kept an answer, or has a
/// connection, still gets there, until the answer is too old or the connection ends. What keeps
/// their writes out is the fence of the stores.
public record NameFence(RouteObjects objects, PresentClaim claim)
    implements Reconciler<Goal.Fenced> {

  @Override
  public Readiness preflight(Goal.Fenced goal) throws InterruptedException {
    return NameRoute.readable(goal, objects.look());
  }

  @Override
  public Observation observe(Goal.Fenced goal) throws InterruptedException {
    return NameRoute.observed(objects.look(), objects.otherThan(goal.region()));
  }

  @Override
  public void pursue(Goal.Fenced goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    claim.confirm(goal, attempt);
    objects.send(objects.otherThan(goal.region()), attempt.epoch());
  }
}
