package dev.lifeboat.aws.provider;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.util.Map;

/// Takes the services that use a database to zero before it is closed, so that users are refused at
/// the door. It proves nothing: others may have sessions.
///
/// @param services of those that use the database, by their names
record DrainThenFence(Reconciler<Goal.Fenced> fence, Map<String, Reconciler<Goal.Running>> services)
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
    for (var service : services.entrySet()) {
      var none = new Goal.Running(service.getKey(), goal.region(), 0, 0);
      if (!(service.getValue().observe(none) instanceof Observation.Met)) {
        service.getValue().pursue(none, attempt);
      }
    }
    fence.pursue(goal, attempt);
  }
}
