package dev.lifeboat.guard;

import java.time.Duration;
import java.time.Instant;

/// Until when a server lets its services write by itself, as it was told last. Whoever told it, it
/// refuses from then on: nobody need be alive for that.
public sealed interface ToldLeaseEnd {
  /// Stands for a server that a named person released: it refuses nothing.
  Instant FOR_EVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  /// Nobody ever told it anything, so that it refuses nothing.
  record NeverTold() implements ToldLeaseEnd {}

  /// A named person took it from its guards.
  record Released() implements ToldLeaseEnd {}

  /// It goes on letting them write.
  record Ahead(Duration left) implements ToldLeaseEnd {}

  /// It refuses.
  record Over() implements ToldLeaseEnd {}

  /// Of a server that was told.
  ///
  /// @param now by its own clock
  static ToldLeaseEnd at(Instant until, Instant now) {
    if (until.equals(FOR_EVER)) {
      return new Released();
    }
    return now.isBefore(until) ? new Ahead(Duration.between(now, until)) : new Over();
  }
}
