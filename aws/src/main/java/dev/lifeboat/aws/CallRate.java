package dev.lifeboat.aws;

import java.time.Duration;

/// Hands out the moments at which calls may leave, evenly spaced once a burst is used up.
/// Thread-safe; all times are since one arbitrary origin.
///
/// AWS limits each account, region and service; what a recovery tool takes of that is missing to
/// whoever else repairs things in the same minutes.
final class CallRate {
  private final Duration spacing;
  private final Duration burst;
  private Duration next;

  /// @param perSecond calls in each second once the burst is used up
  /// @param burst calls that may leave at once after a pause
  CallRate(int perSecond, int burst) {
    this.spacing = Duration.ofSeconds(1).dividedBy(perSecond);
    this.burst = spacing.multipliedBy(burst);
    // The origin of the machine's clock may lie in the future.
    this.next = Duration.ofNanos(Long.MIN_VALUE);
  }

  /// Takes the next moment.
  ///
  /// @return how long the caller has to wait from `now` on; zero or more
  synchronized Duration take(Duration now) {
    var earliest = now.minus(burst);
    if (next.compareTo(earliest) < 0) {
      next = earliest;
    }
    next = next.plus(spacing);
    var wait = next.minus(now);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
