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

  private static final Duration QUICKEST_MOVE = Duration.ofSeconds(30);
  private static final Duration SLOWEST_MOVE = Duration.ofMinutes(10);

  public Objectives {
    if (!rto.isPositive()) {
      throw new IllegalArgumentException("rto must be above zero, was " + rto);
    }
    if (rpo.isNegative()) {
      throw new IllegalArgumentException("rpo must be zero or more, was " + rpo);
    }
    REGRESSION.require(regression);
  }

  /// For so long a run may keep users out on purpose; one that is open for longer may hide a loss.
  public Duration longestMove() {
    return rto.compareTo(QUICKEST_MOVE) < 0
        ? QUICKEST_MOVE
        : rto.compareTo(SLOWEST_MOVE) > 0 ? SLOWEST_MOVE : rto;
  }
}
