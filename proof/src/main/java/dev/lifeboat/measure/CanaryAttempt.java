package dev.lifeboat.measure;

import java.time.Instant;
import java.util.Optional;

/// One write or read of the canary, from its turn to its outcome.
///
/// @param number of the write; of a read, the write that it read back
/// @param at when it was sent, or would have been
public record CanaryAttempt(long number, Instant at, Outcome outcome) {

  public CanaryAttempt {
    if (outcome.ended().isPresent() && outcome.ended().get().isBefore(at)) {
      throw new IllegalArgumentException("number " + number + " was answered before it was sent");
    }
  }

  /// What became of it.
  public sealed interface Outcome {

    /// When this was known; empty while, or because, it never was.
    default Optional<Instant> ended() {
      return switch (this) {
        case Acknowledged(var at, _) -> Optional.of(at);
        case Refused(var at, _) -> Optional.of(at);
        case Unknown(var at) -> Optional.of(at);
        case Pending() -> Optional.empty();
        case NotSent(_) -> Optional.empty();
      };
    }
  }

  public record Acknowledged(Instant at, Optional<String> region) implements Outcome {}

  public record Refused(Instant at, Optional<String> region) implements Outcome {}

  /// Waiting for the answer ended without one that says anything.
  public record Unknown(Instant at) implements Outcome {}

  /// No answer is in the log, yet or for ever. Counts as unknown.
  public record Pending() implements Outcome {}

  /// The canary could not send it: too many were in flight. Counts as nothing but a gap.
  public record NotSent(String why) implements Outcome {}

  public boolean acknowledged() {
    return outcome instanceof Acknowledged;
  }

  /// Sent, and nobody can say whether it was carried out.
  public boolean unknown() {
    return outcome instanceof Unknown || outcome instanceof Pending;
  }
}
