package dev.lifeboat.provider;

import dev.lifeboat.placement.Claim;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;

/// One request for a goal, as the place where it takes effect sees it.
///
/// @param epoch the fencing token: refused where a higher one is known
/// @param number counts the requests of this step from one, across restarts of the controller
/// @param deadline when the step as a whole runs out
/// @param succession of a promotion, and of what is restored for one: whom it replaces;
///   [Succession#NONE] of any other goal
public record Attempt(
    RunId run, StepId step, long epoch, int number, Instant deadline, Succession succession) {
  public Attempt {
    if (epoch < 1 || number < 1) {
      throw new IllegalArgumentException(
          "epoch and number must be one or more, were " + epoch + " and " + number);
    }
  }

  /// The claim under which it is made.
  public Claim claim() {
    return new Claim(run, epoch);
  }
}
