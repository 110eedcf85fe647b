package dev.lifeboat.control;

import dev.lifeboat.provider.VaultPoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The bases and the log of a database that a vault has.
///
/// @param bases the newest first
/// @param logEnded when the last of its log was kept
public record KeptDatabase(List<Base> bases, Optional<Instant> logEnded) {
  public KeptDatabase {
    bases = List.copyOf(bases);
  }

  /// A base, and the log that leads on from it.
  ///
  /// @param from the first position that it can be restored to
  /// @param reaches the last one
  /// @param until when what is there to restore of it was kept
  /// @param gap whether there is more log that does not lead on
  public record Base(
      String snapshot,
      Instant begun,
      Instant ended,
      long bytes,
      String from,
      String reaches,
      Instant until,
      boolean gap) {
    /// What a restore to `position` brings back, its log included.
    long bytesUpTo(String position) {
      return bytes + VaultPoint.bytesBetween(from, position);
    }
  }

  /// Up to when it can be restored, as far as no clock ahead of `now` told it.
  Optional<Instant> restorable(Instant now) {
    return bases.stream()
        .map(Base::until)
        .filter(it -> !it.isAfter(now))
        .max(Comparator.naturalOrder());
  }

  /// When the last base was begun, of those that are not of a clock ahead of `now`.
  Optional<Instant> lastBase(Instant now) {
    return bases.stream()
        .map(Base::begun)
        .filter(it -> !it.isAfter(now))
        .max(Comparator.naturalOrder());
  }
}
