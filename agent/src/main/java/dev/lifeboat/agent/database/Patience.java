package dev.lifeboat.agent.database;

import java.time.Duration;
import java.util.OptionalLong;

/// How long something that may pass has lasted. Not thread-safe.
final class Patience {
  private final Duration limit;
  private OptionalLong sinceNanos = OptionalLong.empty();

  Patience(Duration limit) {
    this.limit = limit;
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
