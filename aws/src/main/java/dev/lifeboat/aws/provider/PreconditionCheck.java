package dev.lifeboat.aws.provider;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;

/// Refuses a goal before anything is changed where something is missing that it needs.
record PreconditionCheck<G extends Goal>(Reconciler<G> inner, Preconditions needs)
    implements Reconciler<G> {
  @Override
  public Readiness preflight(G goal) throws InterruptedException {
    var own = inner.preflight(goal);
    if (own instanceof Readiness.NotReady) {
      return own;
    }
    var missing = needs.missing(goal);
    return missing.isPresent() ? Readiness.notReady(missing.get()) : own;
  }

  @Override
  public Observation observe(G goal) throws InterruptedException {
    return inner.observe(goal);
  }

  @Override
  public void pursue(G goal, Attempt attempt) throws InterruptedException, ProblemException {
    inner.pursue(goal, attempt);
  }
}
