package dev.lifeboat.assess;

import java.time.Duration;
import java.time.Instant;

/// Figures that a workload's drills measured with the plan as it is now: the worst, also of drills
/// that missed an objective by it.
///
/// @param newestAt when the newest of them ended
public record MeasuredRecovery(Duration rto, Duration rpo, Instant newestAt) {
  public MeasuredRecovery {
    if (rto.isNegative() || rpo.isNegative()) {
      throw new IllegalArgumentException(
          "rto and rpo must be zero or more, were " + rto + ", " + rpo);
    }
  }
}
