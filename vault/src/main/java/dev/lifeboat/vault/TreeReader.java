package dev.lifeboat.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Reads the list of files of a snapshot, record by record. One thread.
final class TreeReader {
  private final ChunkReader chunks;
  private final Iterator<PackDirectory.Chunk> ids;
  private ByteBuffer buffer = ByteBuffer.allocate(0);

  TreeReader(ChunkReader chunks, List<PackDirectory.Chunk> ids) {
    this.chunks = chunks;
    this.ids = ids.iterator();
  }

  /// The next record; empty at the end.
  ///
  /// @throws DamageException when a part of the list is damaged; the next call goes on behind it
  Optional<TreeRecord> next() throws IOException {
    while (!buffer.hasRemaining()) {
      if (!ids.hasNext()) {
        return Optional.empty();
      }
      buffer = ByteBuffer.wrap(chunks.read(ids.next().id()));
    }
    try {
      return Optional.of(TreeCodec.read(buffer));
    } catch (DamageException senseless) {
      buffer.position(buffer.limit());
      throw senseless;
    }
  }
}
