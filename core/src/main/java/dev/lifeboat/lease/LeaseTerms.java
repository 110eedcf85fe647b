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

  /// How long the act of stopping may take, however long the lease is.
  private static final Duration STOPPING = Duration.ofMillis(300);

  /// What a clock may gain on another beyond `clockError`, as a part of the lease: a slew of 8.3 %
  /// by chrony, of which the voters' wait takes up 2 %. See docs/fencing.md.
  private static final double SLEW = 0.07;

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
    return STOPPING.plusNanos((long) Math.ceil(length.toNanos() * SLEW));
  }

  /// These, or as long as `other` where that is longer.
  public LeaseTerms atLeast(Duration other) {
    return other.compareTo(length) > 0 ? new LeaseTerms(renew, other, selfFence, clockError) : this;
  }

  /// How long a voter waits, on its own clock, after it received a renewal, before anyone else gets
  /// its vote: L(1+ρ)/(1-ρ), rounded up. Were the voter's clock the fastest allowed and the
  /// holder's the slowest, the holder's L would just have passed.
  public Duration voterWait() {
    return Duration.ofNanos(
        (long) Math.ceil(length.toNanos() * (1 + clockError) / (1 - clockError)));
  }
}
