package dev.lifeboat.provider;

import java.time.Duration;

/// Intervals at which the engine looks and asks.
///
/// @param firstPoll pause after the first look; doubles up to `longestPoll`
/// @param firstRetry pause before a second request after a refused one; doubles up to
///   `longestRetry`
/// @param askAgain how long an accepted request may stay without effect before it is made again
/// @param watchFence how often a met fence is looked at again while the run is open
public record Pace(
    Duration firstPoll,
    Duration longestPoll,
    Duration firstRetry,
    Duration longestRetry,
    Duration askAgain,
    Duration watchFence) {

  /// The pace of the product. A promotion takes 17 to 40 ms, so the first looks are close together;
  /// a clone takes minutes, so later ones are not.
  public static Pace standard() {
    return new Pace(
        Duration.ofMillis(5),
        Duration.ofMillis(250),
        Duration.ofMillis(100),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1));
  }

  /// The pause after look number `polls`, from 0.
  public Duration poll(int polls) {
    return doubled(firstPoll, polls, longestPoll);
  }

  /// The pause after request number `attempts`, from 1, was refused.
  public Duration retry(int attempts) {
    return doubled(firstRetry, attempts - 1, longestRetry);
  }

  private static Duration doubled(Duration first, int times, Duration longest) {
    // Beyond 20 doublings every pause is the longest one, and the shift must not overflow.
    long nanos = first.toNanos() << Math.clamp(times, 0, 20);
    return nanos < longest.toNanos() ? Duration.ofNanos(nanos) : longest;
  }
}
