package dev.lifeboat.vault;

import java.util.List;

/// What a check found.
///
/// @param readData whether every byte was read
/// @param packsRead of how many every byte was read
/// @param damages what is not as it was written, each path that it takes away among them
/// @param early locks that end sooner than a snapshot that needs them
/// @param repaired what a repair changed, such as `packs/3f…`, on which no backup relies any more
public record VaultCheckResult(
    int snapshots,
    int packs,
    long chunks,
    boolean readData,
    int packsRead,
    List<VaultDamage> damages,
    List<EarlyLock> early,
    List<String> repaired) {
  public VaultCheckResult {
    early = List.copyOf(early);
    damages = List.copyOf(damages);
    repaired = List.copyOf(repaired);
  }

  VaultCheckResult with(List<EarlyLock> found) {
    return new VaultCheckResult(
        snapshots, packs, chunks, readData, packsRead, damages, found, repaired);
  }

  VaultCheckResult after(List<String> repair) {
    return new VaultCheckResult(
        snapshots, packs, chunks, readData, packsRead, damages, early, repair);
  }
}
