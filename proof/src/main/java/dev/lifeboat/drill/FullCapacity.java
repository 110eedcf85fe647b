package dev.lifeboat.drill;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.StepState;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import java.time.Instant;
import java.util.Optional;

/// When a run had every instance of full capacity healthy.
final class FullCapacity {
  private FullCapacity() {}

  /// The moment the last `Running` goal was met; empty while one is not, or when there is none.
  static Optional<Instant> reachedAt(RunState state) {
    Optional<Instant> last = Optional.empty();
    for (var step : state.all().entrySet()) {
      if (step.getKey() instanceof Step.Reach(_, Goal.Running _, _, _, _)) {
        if (!(step.getValue() instanceof StepState.Met met)) {
          return Optional.empty();
        }
        last = last.filter(at -> at.isAfter(met.at())).or(() -> Optional.of(met.at()));
      }
    }
    return last;
  }
}
