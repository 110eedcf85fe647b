package dev.lifeboat.plan;

import java.time.Duration;

/// What the business tolerates for one workload. Every drill and every failover is judged by it.
///
/// @param rto longest time until users can write again, counted from the fault; above zero
/// @param rpo most acknowledged writes that may be lost, as time before the fault; zero means none
public record Objectives(Duration rto, Duration rpo, int regression) {
  // Figures of a busy machine are spread by half as much as the default.
  /// A drill whose RTO or RPO is more than this many times the median of earlier ones that passed,
  /// and 2 s more, misses.
  static final PlanKey<Integer> REGRESSION = PlanKey.whole("regression", 1, 100).or(3);

  public Objectives {
    if (!rto.isPositive()) {
      throw new IllegalArgumentException("rto must be above zero, was " + rto);
    }
    if (rpo.isNegative()) {
      throw new IllegalArgumentException("rpo must be zero or more, was " + rpo);
    }
    REGRESSION.require(regression);
  }
}
