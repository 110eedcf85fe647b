package dev.lifeboat.plan;

import java.time.Duration;

/// What the business tolerates for one workload. Every drill and every failover is judged by it.
///
/// @param rto longest time until users can write again, counted from the fault; above zero
/// @param rpo most acknowledged writes that may be lost, as time before the fault; zero means none
/// @param regression how many times the median of earlier passed drills a figure may be, 1 to 100
public record Objectives(Duration rto, Duration rpo, int regression) {
  /// The default: figures of a busy machine are spread by half as much.
  public static final int REGRESSION = 3;

  static final KeyType.Whole REGRESSIONS = new KeyType.Whole(1, 100);

  public Objectives {
    if (!rto.isPositive()) {
      throw new IllegalArgumentException("rto must be above zero, was " + rto);
    }
    if (rpo.isNegative()) {
      throw new IllegalArgumentException("rpo must be zero or more, was " + rpo);
    }
    REGRESSIONS.require("regression", regression);
  }
}
