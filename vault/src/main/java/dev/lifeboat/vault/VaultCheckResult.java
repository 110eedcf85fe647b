package dev.lifeboat.vault;

import java.util.List;

/// What a check found.
///
/// @param readData whether every byte was read
/// @param damages what is not as it was written, each path that it takes away among them
public record VaultCheckResult(
    int snapshots, int packs, long chunks, boolean readData, List<VaultDamage> damages) {
  public VaultCheckResult {
    damages = List.copyOf(damages);
  }
}
