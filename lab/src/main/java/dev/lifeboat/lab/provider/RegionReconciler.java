package dev.lifeboat.lab.provider;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;

/// A reconciler that looks and asks by calls into a region. A call that fails says nothing of the
/// goal: what it means to the engine stands in [CallProblems].
interface RegionReconciler<G extends Goal> extends Reconciler<G> {
  /// As [#observe], where the region answers.
  Observation look(G goal) throws IOException, InterruptedException;

  /// As [#pursue], where the region answers.
  void request(G goal, Attempt attempt) throws IOException, InterruptedException, ProblemException;

  /// Mostly ready: whether it can be done shows once it is asked for, also where a region is gone.
  @Override
  default Readiness preflight(G goal) throws InterruptedException {
    return Readiness.ready();
  }

  @Override
  default Observation observe(G goal) throws InterruptedException {
    try {
      return look(goal);
    } catch (IOException silent) {
      return Observation.unreachable(CallProblems.why(silent));
    }
  }

  @Override
  default void pursue(G goal, Attempt attempt) throws InterruptedException, ProblemException {
    try {
      request(goal, attempt);
    } catch (IOException failed) {
      throw CallProblems.problem(goal.phrase(), failed);
    }
  }
}
