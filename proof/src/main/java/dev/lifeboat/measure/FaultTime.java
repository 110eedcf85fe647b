package dev.lifeboat.measure;

import java.time.Instant;

/// When something was broken. Breaking a region takes a moment, in which writes may still succeed.
///
/// @param at when it began; RTO counts from here
/// @param inEffect when it was complete; only a write sent from here on can show a recovery, and
///   RPO counts up to here, so that neither figure flatters
public record FaultTime(Instant at, Instant inEffect) {
  public FaultTime {
    if (inEffect.isBefore(at)) {
      throw new IllegalArgumentException(
          "a fault cannot be in effect at " + inEffect + ", before it began at " + at);
    }
  }

  /// A fault without duration, such as one that was only observed.
  public static FaultTime at(Instant at) {
    return new FaultTime(at, at);
  }
}
