package dev.lifeboat.vault;

import java.util.List;

/// What a restore did.
///
/// @param files how many were restored whole
/// @param bytes of them
/// @param damages files that could not be, of which nothing was left, and what else is wrong
/// @param absent what was not kept when the snapshot was made
/// @param plain how many things kept the owner of whoever restored, who may not give them away
public record RestoreResult(
    Snapshot snapshot,
    long files,
    long bytes,
    List<VaultDamage> damages,
    List<BackupResult.AbsentPath> absent,
    long plain) {
  public RestoreResult {
    damages = List.copyOf(damages);
    absent = List.copyOf(absent);
  }
}
