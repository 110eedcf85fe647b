package dev.lifeboat.engine;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.ParallelLooks;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import java.util.List;
import java.util.Optional;

/// What the region that takes over must have before a failover changes anything. The region that is
/// left is not asked: it may be lost, which is no reason not to leave it. What passes by itself,
/// such as a rate that is exceeded, is no reason either: the run asks again.
public record Prerequisites(Runbook runbook, Reconcilers reconcilers) {

  /// What is missing, in the runbook's order; all goals of that region are looked at at once.
  public List<Problem> missing() throws InterruptedException {
    var goals = Step.reaching(runbook.steps()).map(Step.Reach::goal);
    return ParallelLooks.all(
            goals.filter(it -> it.region().equals(runbook.target())), this::missing)
        .stream()
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /// Why stores that are to be restored there could not be, in the runbook's order. Reads only.
  public List<Problem> unrestorable() throws InterruptedException {
    var restored =
        Step.reaching(runbook.steps())
            .map(Step.Reach::goal)
            .filter(Goal.Restored.class::isInstance);
    return ParallelLooks.all(restored, it -> reconcilers.preflight(it).hindrance()).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Problem> missing(Goal goal) throws InterruptedException {
    if (reconcilers.observe(goal) instanceof Observation.Met) {
      return Optional.empty();
    }
    return reconcilers.preflight(goal) instanceof Readiness.NotReady(var problem)
            && problem.retry() == Problem.Retry.NEVER
        ? Optional.of(problem)
        : Optional.empty();
  }
}
