package dev.lifeboat.agent.database;

import java.time.Duration;
import java.util.OptionalLong;

/// How long a lease has been missing that may be held again. Not thread-safe.
final class LeasePatience {
  /// The keeper of a region that comes up takes a second, voters that do so two; giving up sooner
  /// costs a timeline, and nothing is acknowledged meanwhile.
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private OptionalLong sinceNanos = OptionalLong.empty();

  /// It is held: the next trouble starts anew.
  void reset() {
    sinceNanos = OptionalLong.empty();
  }

  /// It is not: whether that has lasted for longer than the limit.
  boolean isOver() {
    long now = System.nanoTime();
    sinceNanos = OptionalLong.of(sinceNanos.orElse(now));
    return now - sinceNanos.getAsLong() > LIMIT.toNanos();
  }
}
