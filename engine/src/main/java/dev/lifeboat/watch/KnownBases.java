package dev.lifeboat.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Backups of a database in a vault that took a base, or failed; durable.
///
/// @param backups the newest first
public record KnownBases(String workload, String database, String vault, List<Taken> backups) {
  /// Some months of nightly ones.
  private static final int MOST = 200;

  public KnownBases {
    backups = List.copyOf(backups);
  }

  /// One backup.
  ///
  /// @param bytes of the base
  /// @param addedBytes of it that the vault did not have
  /// @param why it failed; empty where it did not
  public record Taken(
      Instant at, Duration took, long bytes, long addedBytes, Optional<String> why) {}

  /// Where nobody noted any yet.
  public static KnownBases none(String workload, String database, String vault) {
    return new KnownBases(workload, database, vault, List.of());
  }

  /// What fails for hours in the same words is noted once.
  KnownBases with(Taken backup) {
    boolean again =
        backup.why().isPresent()
            && backups.stream().findFirst().filter(it -> it.why().equals(backup.why())).isPresent();
    return again
        ? this
        : new KnownBases(
            workload,
            database,
            vault,
            Stream.concat(Stream.of(backup), backups.stream()).limit(MOST).toList());
  }
}
