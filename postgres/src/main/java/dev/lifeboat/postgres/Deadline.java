package dev.lifeboat.postgres;

import java.net.SocketTimeoutException;
import java.time.Duration;

/// A point on this process's monotonic clock by which waiting ends.
///
/// @param nanos of `System.nanoTime()`
/// @param budget what it was set to, for the message
record Deadline(long nanos, Duration budget) {

  /// More than any wait here; keeps the arithmetic far from overflow.
  private static final Duration LONGEST = Duration.ofDays(1);

  static Deadline in(Duration budget) {
    if (!budget.isPositive()) {
      throw new IllegalArgumentException("deadline must be above zero, was " + budget);
    }
    var bounded = budget.compareTo(LONGEST) > 0 ? LONGEST : budget;
    return new Deadline(System.nanoTime() + bounded.toNanos(), bounded);
  }

  /// Milliseconds left, at least 1, as socket time-outs want them (0 would mean for ever).
  ///
  /// @throws SocketTimeoutException when none are left
  int remainingMillis() throws SocketTimeoutException {
    long left = nanos - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("timed out after " + budget.toMillis() + " ms");
    }
    return (int) Math.max(1, left / 1_000_000);
  }
}
