package dev.lifeboat.lease;

import java.time.Duration;

/// How long a lease lasts and what it assumes of clocks. The same for holders and voters, or their
/// waits do not match.
///
/// @param renew how often the holder asks for its lease anew
/// @param length L: how long a vote counts, on the holder's clock, from when it was asked for
/// @param selfFence F: the longest time from a look at the lease to the end of what was allowed by
///   it; the holder stops that much earlier
/// @param clockError ρ: how wrong the rate of a monotonic clock may be; 0.01 means that a true
///   second is measured as 0.99 s to 1.01 s
public record LeaseTerms(Duration renew, Duration length, Duration selfFence, double clockError) {

  /// Beyond this a clock is broken, and waits grow out of hand.
  private static final double WORST_CLOCK = 0.1;

  public LeaseTerms {
    if (!renew.isPositive()) {
      throw new IllegalArgumentException("renew must be above zero, was " + renew);
    }
    if (selfFence.isNegative()) {
      throw new IllegalArgumentException("selfFence must be zero or more, was " + selfFence);
    }
    if (renew.multipliedBy(2).compareTo(length.minus(selfFence)) > 0) {
      throw new IllegalArgumentException(
          "length must leave room for two renewals before the self-fence, was %s with %s and %s"
              .formatted(length, renew, selfFence));
    }
    if (!(clockError >= 0 && clockError <= WORST_CLOCK)) {
      throw new IllegalArgumentException(
          "clockError must be 0 to %s, was %s".formatted(WORST_CLOCK, clockError));
    }
  }

  /// How long what a holder let through may take to reach its end, however long the lease is.
  static final Duration STOPPING = Duration.ofMillis(300);

  /// By how much one clock may run faster than another for as long as a lease lasts, where nothing
  /// better than a slewed clock is to be had: chrony slews by 8.3 %.
  public static final double MOST_APART = 0.084;

  /// Percent of the lease that cover it, beside what the voters' wait covers. The arithmetic stands
  /// in docs/fencing.md.
  private static final int SLEW_PERCENT = 7;

  private static final double CLOCK_ERROR = 0.01;

  /// What holds unless a plan says otherwise: 500 ms, 2 s, 440 ms, 1 %.
  public static LeaseTerms standard() {
    return lasting(Duration.ofSeconds(2));
  }

  /// The standard self-fence and clock for a lease of another length, asked for anew four times in
  /// it. The holder stops 300 ms and 7 % of the lease before its end.
  ///
  /// @throws IllegalArgumentException when that leaves no room for two renewals
  public static LeaseTerms lasting(Duration length) {
    return new LeaseTerms(length.dividedBy(4), length, selfFence(length), CLOCK_ERROR);
  }

  private static Duration selfFence(Duration length) {
    return STOPPING.plus(length.multipliedBy(SLEW_PERCENT).dividedBy(100));
  }

  /// These, or as long as `other` where that is longer, with the self-fence of that length.
  public LeaseTerms atLeast(Duration other) {
    if (other.compareTo(length) <= 0) {
      return this;
    }
    var longer = selfFence(other);
    return new LeaseTerms(
        renew, other, longer.compareTo(selfFence) > 0 ? longer : selfFence, clockError);
  }

  /// How long a voter waits, on its own clock, after it received a renewal, before anyone else gets
  /// its vote: L(1+ρ)/(1-ρ), rounded up. Were the voter's clock the fastest allowed and the
  /// holder's the slowest, the holder's L would just have passed.
  public Duration voterWait() {
    return waitOut(length);
  }

  /// How long to wait on one's own clock so that `time` has passed on any other.
  Duration waitOut(Duration time) {
    return Duration.ofNanos((long) Math.ceil(time.toNanos() * (1 + clockError) / (1 - clockError)));
  }
}
