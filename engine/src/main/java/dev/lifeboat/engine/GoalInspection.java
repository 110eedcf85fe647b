package dev.lifeboat.engine;

import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/// Looks at goals of a runbook before it begins.
final class GoalInspection {
  private GoalInspection() {}

  /// One look.
  interface Look<T> {
    T at(Step.Reach step) throws Exception;
  }

  /// What was seen, in the runbook's order; all are looked at at once.
  static <T> List<T> of(Runbook runbook, Predicate<Step.Reach> asked, Look<? extends T> look)
      throws InterruptedException {
    var looks =
        Step.reaching(runbook.steps())
            .filter(asked)
            .<Callable<T>>map(step -> () -> look.at(step))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var seen = new ArrayList<T>();
      for (var answer : threads.invokeAll(looks)) {
        seen.add(answer.get());
      }
      return List.copyOf(seen);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a look failed: " + failed.getCause(), failed);
    }
  }
}
