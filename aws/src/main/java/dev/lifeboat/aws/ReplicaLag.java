package dev.lifeboat.aws;

import dev.lifeboat.plan.SpanText;
import dev.lifeboat.provider.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far a replica is behind its writer, as far as anybody knows.
public sealed interface ReplicaLag {

  /// As AWS measured it.
  ///
  /// @param lag zero or more
  /// @param at the beginning of the minute in which it was at most that
  record Measured(Duration lag, Instant at) implements ReplicaLag {
    public Measured {
      if (lag.isNegative()) {
        throw new IllegalArgumentException("a lag must be zero or more, was " + lag);
      }
    }

    /// Until when the replica holds everything of its writer.
    public Instant completeUntil() {
      return at.minus(lag);
    }
  }

  /// Nobody knows, which is never zero.
  record Unknown(String why) implements ReplicaLag {}

  /// Such as `7.5 s behind its writer in the minute from 2026-11-21T12:04:00Z`.
  default String words() {
    return switch (this) {
      case Measured(var lag, var at) ->
          "%s behind its writer in the minute from %s".formatted(SpanText.seconds(lag, 1), at);
      case Unknown(var why) -> "how far it is behind is not known: " + why;
    };
  }

  /// The same of the copy of `store`.
  default Replica of(String store) {
    return this instanceof Measured it
        ? new Replica(store, Optional.of(it.completeUntil()), words(), Optional.of(it.at()))
        : new Replica(store, Optional.empty(), words());
  }
}
