package dev.lifeboat.aws.provider;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.util.List;

/// Takes the services that use a database to zero before it is closed, so that users are refused at
/// the door. It proves nothing: others may have sessions.
///
/// @param services by name
record DrainThenFence(
    Reconciler<Goal.Fenced> fence, Reconciler<Goal.Running> capacity, List<String> services)
    implements Reconciler<Goal.Fenced> {
  @Override
  public Readiness preflight(Goal.Fenced goal) throws InterruptedException {
    return fence.preflight(goal);
  }

  @Override
  public Observation observe(Goal.Fenced goal) throws InterruptedException {
    return fence.observe(goal);
  }

  @Override
  public void pursue(Goal.Fenced goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    for (var service : services) {
      var none = new Goal.Running(service, goal.region(), 0, 0);
      if (!(capacity.observe(none) instanceof Observation.Met)) {
        capacity.pursue(none, attempt);
      }
    }
    fence.pursue(goal, attempt);
  }
}
