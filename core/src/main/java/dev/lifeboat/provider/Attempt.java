package dev.lifeboat.provider;

import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.List;

/// One request for a goal, as the place where it takes effect sees it.
///
/// @param epoch the fencing token: refused where a higher one is known
/// @param number counts the requests of this step from one, across restarts of the controller
/// @param deadline when the step as a whole runs out
/// @param overridden of a promotion: the fences that rest on a named person's word instead of
///   proof, so that what normally waits for proof does not; mostly empty
public record Attempt(
    RunId run, StepId step, long epoch, int number, Instant deadline, List<String> overridden) {
  public Attempt {
    overridden = List.copyOf(overridden);
    if (epoch < 1 || number < 1) {
      throw new IllegalArgumentException(
          "epoch and number must be one or more, were " + epoch + " and " + number);
    }
  }

  /// The idempotency token: the same in every attempt of a step, also after a crash.
  public String key() {
    return run + "/" + step;
  }
}
