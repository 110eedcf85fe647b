package dev.lifeboat.aws;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;

/// A reconciler that looks by calls of AWS. Where a call gets no answer the goal is not ready, and
/// nobody could look whether it holds.
public interface ApiReconciler<G extends Goal> extends Reconciler<G> {

  /// As [#preflight].
  Readiness readiness(G goal) throws ProblemException, InterruptedException;

  /// As [#observe].
  Observation look(G goal) throws ProblemException, InterruptedException;

  @Override
  default Readiness preflight(G goal) throws InterruptedException {
    try {
      return readiness(goal);
    } catch (ProblemException failed) {
      return Readiness.notReady(failed.problem());
    }
  }

  @Override
  default Observation observe(G goal) throws InterruptedException {
    try {
      return look(goal);
    } catch (ProblemException failed) {
      return Observation.unreachable(failed.problem().happened());
    }
  }
}
