package dev.lifeboat.vault;

import java.util.List;

/// What a copy into another vault did.
///
/// @param copied as the other vault has them, under names of their own
/// @param known how many it had already
/// @param healed of these, those of which something was lost and is stored again
/// @param addedBytes what it did not have
/// @param storedBytes the same as it is stored
/// @param damages snapshots that could not be read whole, and so were not copied
public record CopyResult(
    List<Snapshot> copied,
    int known,
    int healed,
    long addedBytes,
    long storedBytes,
    List<VaultDamage> damages) {
  public CopyResult {
    copied = List.copyOf(copied);
    damages = List.copyOf(damages);
  }

  /// This, unless something could not be copied.
  ///
  /// @throws DamageException naming the first
  public CopyResult requireWhole() throws DamageException {
    if (damages.isEmpty()) {
      return this;
    }
    throw new DamageException("not copied: " + damages.getFirst());
  }
}
