package dev.lifeboat.drill;

import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.scenario.Criterion;
import java.time.Duration;

/// Kills something that its guard starts again, while the watch looks: it must never call the
/// primary lost.
///
/// @param word of the scenario
/// @param watch that has not begun
record Crash(DrillContext context, String word, Fault fault, RunningWatch watch)
    implements InPlaceScenario {
  private static final Duration SHORTEST_WATCH = Duration.ofMinutes(5);

  @Override
  public FaultTime endure() throws InterruptedException, ProblemException {
    // It may take a place long to break something, and longer to heal it.
    var longest = context.drills().timeouts().detection().plus(SHORTEST_WATCH);
    watch.begin(context.workload().failover().detect(), context.clock().now().plus(longest));
    return context.inject(word, fault);
  }

  @Override
  public void settle() {
    // Whole as soon as it serves.
  }

  @Override
  public Criterion course() throws InterruptedException {
    return watch
        .detectedSoFar()
        .map(at ->
            Criterion.missed(
                "the watch called the primary lost at %s, so a failover would have begun"
                    .formatted(at)))
        .orElseGet(() -> Criterion.met("the watch never called the primary lost"));
  }

  @Override
  public void close() {
    watch.close();
  }
}
