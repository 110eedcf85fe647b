package dev.lifeboat.agent.database;

import java.time.Duration;
import java.util.OptionalLong;

/// How long something that may pass has lasted. Not thread-safe.
final class Patience {
  /// The keeper of a region that comes up takes a second, voters that do so two; giving up sooner
  /// costs a timeline, and nothing is acknowledged meanwhile.
  private static final Duration LEASE = Duration.ofSeconds(5);

  private final Duration limit;
  private OptionalLong sinceNanos = OptionalLong.empty();

  private Patience(Duration limit) {
    this.limit = limit;
  }

  /// With a lease that is missing and may be held again.
  static Patience withLease() {
    return new Patience(LEASE);
  }

  /// It is well: the next trouble starts anew.
  void reset() {
    sinceNanos = OptionalLong.empty();
  }

  /// It is not: whether that has lasted for longer than the limit.
  boolean isOver() {
    long now = System.nanoTime();
    if (sinceNanos.isEmpty()) {
      sinceNanos = OptionalLong.of(now);
    }
    return now - sinceNanos.getAsLong() > limit.toNanos();
  }
}
