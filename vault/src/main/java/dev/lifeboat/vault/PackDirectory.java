package dev.lifeboat.vault;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What a pack holds, in its order.
///
/// @param pack its name
record PackDirectory(String pack, List<Row> rows) {

  /// A frame and the chunks in it, one behind the other.
  record Row(PackFrame frame, List<Chunk> chunks) {
    Row {
      chunks = List.copyOf(chunks);
    }
  }

  /// A chunk and how long it is.
  record Chunk(ChunkId id, int bytes) {}

  PackDirectory {
    rows = List.copyOf(rows);
  }

  int chunkCount() {
    return rows.stream().mapToInt(it -> it.chunks().size()).sum();
  }

  /// How many bytes its chunks have.
  long rawBytes() {
    return rows.stream().mapToLong(it -> it.frame().rawBytes()).sum();
  }

  byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(rows.size());
      var id = ByteBuffer.allocate(ChunkId.BYTES);
      for (var row : rows) {
        out.writeInt(row.frame().storedBytes());
        out.writeInt(row.frame().rawBytes());
        out.writeByte(row.frame().compressed() ? 1 : 0);
        out.writeInt(row.chunks().size());
        for (var chunk : row.chunks()) {
          chunk.id().putTo(id.clear());
          out.write(id.array());
          out.writeInt(chunk.bytes());
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory takes what is written", impossible);
    }
    return bytes.toByteArray();
  }

  /// @param offset where the first frame begins in the pack
  static PackDirectory of(String pack, long offset, ByteBuffer from) throws DamageException {
    try {
      var rows = new ArrayList<Row>();
      long at = offset;
      int frames = from.getInt();
      for (int i = 0; i < frames; i++) {
        int stored = from.getInt();
        var frame = new PackFrame(pack, i, at, stored, from.getInt(), from.get() == 1);
        rows.add(new Row(frame, chunks(from, frame)));
        at += stored;
      }
      return new PackDirectory(pack, rows);
    } catch (BufferUnderflowException | IllegalArgumentException wrong) {
      throw new DamageException("the directory of pack %s makes no sense".formatted(pack), wrong);
    }
  }

  private static List<Chunk> chunks(ByteBuffer from, PackFrame frame) {
    var chunks = new ArrayList<Chunk>();
    int count = from.getInt();
    long sum = 0;
    for (int i = 0; i < count; i++) {
      var chunk = new Chunk(ChunkId.of(from), from.getInt());
      sum += chunk.bytes();
      if (chunk.bytes() < 0) {
        throw new IllegalArgumentException("a chunk has no fewer than no bytes");
      }
      chunks.add(chunk);
    }
    if (sum != frame.rawBytes()) {
      throw new IllegalArgumentException("the chunks of a frame fill it");
    }
    return chunks;
  }
}
