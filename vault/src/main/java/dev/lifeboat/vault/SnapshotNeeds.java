package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The packs without which a new snapshot is none: those that were found, and those written for it.
final class SnapshotNeeds {
  private final Set<String> found;
  private final List<String> written;
  private final Set<String> packs;
  private final Instant begun;

  /// @param begun when the first of those written may have been put
  SnapshotNeeds(ChunkIndex found, List<PackDirectory> written, Instant begun) {
    this.found = found.relied();
    this.written = written.stream().map(PackDirectory::pack).toList();
    this.packs = new HashSet<>(this.found);
    packs.addAll(this.written);
    this.begun = begun;
  }

  /// Whether no prune takes any of them soon.
  boolean stay(PackWatch watch) throws IOException {
    return watch.stay(packs);
  }

  /// Has the store keep all of them for as long as that snapshot stays, but none that a prune
  /// takes.
  ///
  /// @return whether they are there
  boolean keep(Snapshot snapshot, PackWatch watch, SnapshotKeep keep) throws IOException {
    return stay(watch) && keep.keep(snapshot, found, written, begun);
  }

  /// Writes the snapshot, unless a prune takes a pack of it. All that it needs is kept before it
  /// shows, and the trail tells of it then, and once more when it stays.
  ///
  /// @return whether it is there to stay
  boolean write(
      Manifest manifest,
      Manifests manifests,
      PackWatch watch,
      SnapshotKeep keep,
      SnapshotTeller trail)
      throws IOException {
    if (!keep(manifest.snapshot(), watch, keep)) {
      return false;
    }
    var told = manifest.toldBy(trail.comes(manifest.snapshot()));
    manifests.write(told);
    // A sweep that looked before it was there has its mark there, or the packs are gone; who looks
    // later sees it.
    if (stay(watch)) {
      keep.keep(told, begun);
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
