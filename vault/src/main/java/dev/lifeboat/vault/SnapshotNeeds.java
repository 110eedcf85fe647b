package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The packs without which a new snapshot is none: those that were found, and those written for it.
final class SnapshotNeeds {
  private final Set<String> packs;

  SnapshotNeeds(ChunkIndex found, List<PackDirectory> written) {
    this.packs = new HashSet<>(found.relied());
    written.forEach(it -> packs.add(it.pack()));
  }

  /// Whether no prune takes any of them soon.
  boolean stay(PackWatch watch) throws IOException {
    return watch.stay(packs);
  }

  /// Writes the snapshot, unless a prune takes a pack of it. The trail tells of it before it shows,
  /// and once more when it stays.
  ///
  /// @return whether it is there to stay
  boolean write(Manifest manifest, Manifests manifests, PackWatch watch, SnapshotTeller trail)
      throws IOException {
    if (!stay(watch)) {
      return false;
    }
    manifests.write(manifest.toldBy(trail.comes(manifest.snapshot())));
    // A sweep that looked before it was there has its mark there, or the packs are gone; who looks
    // later sees it.
    if (stay(watch)) {
      trail.stays(manifest.snapshot());
      return true;
    }
    try {
      manifests.delete(manifest.snapshot().id());
    } catch (AccessDeniedException stays) {
      // Who may only write leaves it to whoever prunes; the next attempt is another snapshot.
    }
    return false;
  }
}
