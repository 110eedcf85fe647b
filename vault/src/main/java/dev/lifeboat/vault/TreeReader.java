package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;

/// Reads the list of files of a snapshot, record by record. One thread.
final class TreeReader {
  private final ChunkReader chunks;
  private final String snapshot;
  private final Iterator<PackDirectory.Chunk> ids;
  private ByteBuffer buffer = ByteBuffer.allocate(0);

  TreeReader(ChunkReader chunks, Manifest manifest) {
    this.chunks = chunks;
    this.snapshot = manifest.snapshot().id();
    this.ids = manifest.tree().iterator();
  }

  /// The next record; empty at the end.
  ///
  /// @throws DamageException when a part of the list is damaged; the next call goes on behind it
  Optional<TreeRecord> next() throws IOException {
    try {
      while (!buffer.hasRemaining()) {
        if (!ids.hasNext()) {
          return Optional.empty();
        }
        buffer = ByteBuffer.wrap(chunks.read(ids.next().id()));
      }
      return Optional.of(TreeCodec.read(buffer));
    } catch (DamageException lost) {
      buffer.position(buffer.limit());
      throw new DamageException(
          "the list of files of snapshot %s: %s".formatted(snapshot, lost.getMessage()), lost);
    }
  }
}
