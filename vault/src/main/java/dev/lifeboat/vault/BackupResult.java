package dev.lifeboat.vault;

import java.util.List;

/// What a backup did.
///
/// @param unchanged how many files nobody had to read again
/// @param addedBytes what the vault did not have
/// @param storedBytes the same as it is stored
/// @param absent what was there and could not be kept
public record BackupResult(
    Snapshot snapshot, long unchanged, long addedBytes, long storedBytes, List<AbsentPath> absent) {

  /// A path that the snapshot names without what was there.
  public record AbsentPath(VaultPath path, String why) {}

  public BackupResult {
    absent = List.copyOf(absent);
  }
}
