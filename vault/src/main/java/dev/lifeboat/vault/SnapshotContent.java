package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.TreeEntries.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Shows what a snapshot holds without a folder to restore it to. One thread.
public final class SnapshotContent {
  private final Manifest manifest;
  private final ChunkReader chunks;
  private final Consumer<VaultPath> reading;

  /// @param reading is told of each file that is about to be read
  SnapshotContent(Manifest manifest, ChunkReader chunks, Consumer<VaultPath> reading) {
    this.manifest = manifest;
    this.chunks = chunks;
    this.reading = reading;
  }

  public Snapshot snapshot() {
    return manifest.snapshot();
  }

  /// What is at a path and below it, in the order of the walk.
  ///
  /// @param within empty for all
  /// @throws NoVaultException when nothing is there
  /// @throws DamageException when the list of files cannot be read
  public List<SnapshotEntry> entries(Optional<VaultPath> within) throws IOException {
    var at = within.orElse(VaultPath.ROOT);
    var found = new ArrayList<SnapshotEntry>();
    var all = all();
    for (var next = all.next(); next.isPresent(); next = all.next()) {
      if (next.get().node().path().isWithin(at)) {
        found.add(SnapshotEntry.of(next.get()));
      }
    }
    if (found.isEmpty()) {
      throw new NoVaultException("the snapshot has no '%s'".formatted(at));
    }
    return found;
  }

  /// Writes the content of a file, by any of its names. Where this throws, what was written by then
  /// is right, and not all of it.
  ///
  /// @throws DamageException when some of it is missing or damaged
  public void write(SnapshotEntry file, OutputStream to) throws IOException {
    var path = file.kind() == SnapshotEntry.Kind.SAME ? file.target() : file.path();
    reading.accept(path);
    var zeros = new byte[ChunkCutter.LONGEST];
    for (var chunk : entry(path).chunks()) {
      if (chunk.id().isHole()) {
        for (int left = chunk.bytes(); left > 0; left -= zeros.length) {
          to.write(zeros, 0, Math.min(left, zeros.length));
        }
      } else {
        to.write(read(chunk, path));
      }
    }
  }

  private byte[] read(PackDirectory.Chunk chunk, VaultPath of) throws IOException {
    try {
      var bytes = chunks.read(chunk.id());
      if (bytes.length == chunk.bytes()) {
        return bytes;
      }
      throw new DamageException("a chunk is longer or shorter than the list of files says");
    } catch (DamageException lost) {
      throw new DamageException("%s: %s".formatted(of, lost.getMessage()), lost);
    }
  }

  private Entry entry(VaultPath path) throws IOException {
    var all = all();
    for (var next = all.next(); next.isPresent(); next = all.next()) {
      if (next.get().node().path().equals(path)) {
        return next.get();
      }
    }
    throw new NoVaultException("the snapshot has no '%s'".formatted(path));
  }

  private TreeEntries all() throws IOException {
    return new TreeEntries(new TreeReader(chunks, manifest));
  }
}
