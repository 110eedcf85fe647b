package dev.lifeboat.agent.unit;

import java.time.Duration;
import java.time.Instant;

/// When something that ended may be started again: after 100 ms, then twice as long each time up to
/// 5 s. What then lived for 10 s is trusted again. Not thread-safe.
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration TRUSTED_AFTER = Duration.ofSeconds(10);

  private Duration next = FIRST;
  private Instant notBefore = Instant.MIN;

  /// Counts a death.
  ///
  /// @param lived how long it had lived
  public void ended(Instant now, Duration lived) {
    if (lived.compareTo(TRUSTED_AFTER) >= 0) {
      next = FIRST;
    }
    notBefore = now.plus(next);
    var doubled = next.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
  }

  /// Starts from the beginning, as after a hold was removed on purpose.
  public void reset() {
    next = FIRST;
    notBefore = Instant.MIN;
  }

  public boolean mayStart(Instant now) {
    return !now.isBefore(notBefore);
  }
}
