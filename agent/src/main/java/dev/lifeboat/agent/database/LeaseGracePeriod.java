package dev.lifeboat.agent.database;

import java.time.Duration;
import java.util.OptionalLong;

/// Grace period of a lease that is missing and may be held again. Not thread-safe.
final class LeaseGracePeriod {
  /// The keeper of a region that comes up takes a second, voters that do so two; giving up sooner
  /// costs a timeline, and nothing is acknowledged meanwhile.
  private static final Duration LENGTH = Duration.ofSeconds(5);

  private OptionalLong sinceNanos = OptionalLong.empty();

  /// It is held: the next trouble starts anew.
  void reset() {
    sinceNanos = OptionalLong.empty();
  }

  /// It is not: whether that has lasted for longer than the period.
  boolean isOver() {
    long now = System.nanoTime();
    sinceNanos = OptionalLong.of(sinceNanos.orElse(now));
    return now - sinceNanos.getAsLong() > LENGTH.toNanos();
  }
}
