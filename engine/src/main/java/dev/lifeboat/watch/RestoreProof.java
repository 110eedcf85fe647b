package dev.lifeboat.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Restore of all of a database from one vault, to try it.
///
/// @param at when it began
/// @param took until it was judged
/// @param point what was restored; empty where nothing came back
/// @param checked what was looked at, each in words
/// @param digest of each row of each table; empty where it was not read
/// @param why it proves nothing; empty where it proves the backup
public record RestoreProof(
    Instant at,
    Duration took,
    Optional<Point> point,
    List<String> checked,
    Optional<String> digest,
    Optional<String> why) {
  public RestoreProof {
    checked = List.copyOf(checked);
  }

  /// What came back.
  ///
  /// @param snapshot of the base
  /// @param ended when that was taken
  /// @param reaches up to which position the server recovered
  /// @param restored how long its files took
  public record Point(
      String snapshot, Instant ended, String reaches, long files, long bytes, Duration restored) {}

  public boolean isProven() {
    return why.isEmpty();
  }
}
