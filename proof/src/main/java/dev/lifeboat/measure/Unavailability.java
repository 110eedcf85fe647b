package dev.lifeboat.measure;

import java.time.Instant;
import java.util.Optional;

/// The time in which clients could not rely on the service: from the sending of the first write
/// after the fault that was not acknowledged, until the acknowledgement that began the recovery.
public sealed interface Unavailability {

  /// No write failed before the recovery was confirmed.
  record None() implements Unavailability {}

  record Over(Instant from, Instant until) implements Unavailability {}

  /// It had not ended when the recording did.
  record Open(Instant from) implements Unavailability {}

  static Unavailability of(
      CanaryHistory recording, FaultTime fault, Optional<CanaryAttempt> recovery) {
    var from =
        recording.writes().stream()
            .filter(write -> !write.at().isBefore(fault.at()) && !write.acknowledged())
            .map(CanaryAttempt::at)
            .min(Instant::compareTo);
    if (from.isEmpty()) {
      return new None();
    }
    if (recovery.isEmpty()) {
      return new Open(from.get());
    }
    // A write that failed later belongs to another fault.
    var until = recovery.get().outcome().ended().orElseThrow();
    return from.get().isBefore(recovery.get().at()) ? new Over(from.get(), until) : new None();
  }
}
