package dev.lifeboat.engine;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Provider;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// What the region that takes over must have before a failover changes anything. The region that is
/// left is not asked: it may be lost, which is no reason not to leave it. What passes by itself,
/// such as a rate that is exceeded, is no reason either: the run asks again.
public record Prerequisites(Runbook runbook, Provider provider) {

  /// What is missing, in the runbook's order; all goals of that region are looked at at once.
  public List<Problem> missing() throws InterruptedException {
    var looks = new ArrayList<Callable<Optional<Problem>>>();
    for (var step : runbook.steps()) {
      if (step instanceof Step.Reach reach && reach.goal().region().equals(runbook.target())) {
        looks.add(() -> missing(reach.goal()));
      }
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var found = new ArrayList<Problem>();
      for (var answer : threads.invokeAll(looks)) {
        answer.get().ifPresent(found::add);
      }
      return found.stream().distinct().toList();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a look failed: " + failed.getCause(), failed);
    }
  }

  private <G extends Goal> Optional<Problem> missing(G goal) throws InterruptedException {
    var reconciler = provider.reconciler(goal);
    if (reconciler.observe(goal) instanceof Observation.Met) {
      return Optional.empty();
    }
    return reconciler.preflight(goal) instanceof Readiness.NotReady(var problem)
            && problem.retry() == Problem.Retry.NEVER
        ? Optional.of(problem)
        : Optional.empty();
  }
}
