package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.TreeRecord.Run;
import java.io.IOException;
import java.util.List;

/// Tells which copies of a snapshot are whole, by what a vault knows of its own damage: packs that
/// are missing, and those that a repair has marked.
final class CopyCheck {
  private final ChunkIndex index;
  private final ChunkReader chunks;

  CopyCheck(VaultStore store, VaultKeys keys) throws IOException {
    var damaged = PruneMark.damaged(PruneMark.all(store, keys, _ -> {}));
    this.index = ChunkIndex.load(store, keys, true, damaged);
    this.chunks = new ChunkReader(index, new PackReader(store, keys), keys);
  }

  /// Whether one of them is.
  boolean isWhole(List<Manifest> same) throws IOException {
    for (var one : same) {
      if (isWhole(one)) {
        return true;
      }
    }
    return false;
  }

  private boolean isWhole(Manifest snapshot) throws IOException {
    var tree = new TreeReader(chunks, snapshot);
    try {
      for (var next = tree.next(); next.isPresent(); next = tree.next()) {
        if (next.get() instanceof Run(var run)
            && !run.stream().allMatch(it -> index.holds(it.id()))) {
          return false;
        }
      }
      return true;
    } catch (DamageException lost) {
      return false;
    }
  }
}
