package dev.lifeboat.agent.unit;

import java.time.Duration;
import java.time.Instant;

/// Waits before something that ended is started again: 100 ms, then twice as long each time up to 5
/// s. What then lived for 10 s is trusted again. Not thread-safe.
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration TRUSTED_AFTER = Duration.ofSeconds(10);

  private Duration next = FIRST;
  private Instant notBefore = Instant.MIN;
  private boolean held;

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

  /// Takes note of whether it is held: once a hold was removed, on purpose, it starts from the
  /// beginning.
  public void heed(boolean nowHeld) {
    if (held && !nowHeld) {
      next = FIRST;
      notBefore = Instant.MIN;
    }
    held = nowHeld;
  }

  public boolean mayStart(Instant now) {
    return !held && !now.isBefore(notBefore);
  }
}
