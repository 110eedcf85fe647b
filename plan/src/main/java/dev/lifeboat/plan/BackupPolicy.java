package dev.lifeboat.plan;

import java.time.Duration;
import java.util.Optional;

/// The way in which databases of a workload are backed up.
///
/// @param to the vault that they are kept in
/// @param copyTo another one, which has each backup too
/// @param logs how old log may become that is not in the vault
/// @param snapshot when a base is taken
/// @param kept how long a backup stays at least
/// @param proveEvery how old the last restore of all of it may become; empty where nothing says so
/// @param proveQuery gives a row at least of what was restored so
public record BackupPolicy(
    String to,
    Optional<String> copyTo,
    Duration logs,
    BackupTimes snapshot,
    BackupKeep kept,
    Optional<Duration> proveEvery,
    Optional<String> proveQuery) {
  public BackupPolicy {
    if (copyTo.filter(to::equals).isPresent()) {
      throw new IllegalArgumentException("a copy in '%s' itself is none".formatted(to));
    }
  }

  /// Of the data.
  public Optional<DataClass> kind() {
    return kept.kind();
  }
}
