package dev.lifeboat.vault;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.lifeboat.vault.PackDirectory.Chunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;

/// Names the chunks of segments, and gathers those that are new into frames and packs. One thread.
final class ChunkWorker {
  // Faster than the disk, and within two percent of level 3 on ordinary files.
  private static final int LEVEL = 1;

  private final ChunkIndex index;
  private final PackSink sink;
  private final Mac names;
  private final byte[] raw = new byte[PackFrame.MOST_BYTES];
  private final byte[] folded = new byte[(int) Zstd.compressBound(PackFrame.MOST_BYTES)];
  private final byte[] zeros = new byte[ChunkCutter.LONGEST];
  private final List<Chunk> gathered = new ArrayList<>();
  private final ByteBuffer name = ByteBuffer.allocate(ChunkId.BYTES);
  private int filled;

  ChunkWorker(ChunkIndex index, VaultKeys keys, PackSink sink) {
    this.index = index;
    this.sink = sink;
    this.names = keys.chunkNames();
  }

  /// Stores what is new of it, and gives how many bytes that are.
  long store(Segment segment, ZstdCompressCtx zstd) throws IOException, InterruptedException {
    var room = segment.room();
    long added = 0;
    int at = 0;
    for (int length : segment.lengths()) {
      var id = isZero(room, at, length) ? ChunkId.HOLE : name(room, at, length);
      segment.put(new Chunk(id, length));
      if (!id.isHole() && index.claim(id)) {
        gather(id, room, at, length, zstd);
        added += length;
      }
      at += length;
    }
    return added;
  }

  private boolean isZero(byte[] bytes, int at, int length) {
    return bytes[at] == 0 && Arrays.equals(bytes, at, at + length, zeros, 0, length);
  }

  private ChunkId name(byte[] bytes, int at, int length) {
    names.update(bytes, at, length);
    return ChunkId.of(name.clear().put(names.doFinal()).flip());
  }

  private void gather(ChunkId id, byte[] room, int at, int length, ZstdCompressCtx zstd)
      throws IOException, InterruptedException {
    System.arraycopy(room, at, raw, filled, length);
    filled += length;
    gathered.add(new Chunk(id, length));
    if (filled >= PackFrame.FULL_BYTES || gathered.size() >= PackFrame.FULL_CHUNKS) {
      flush(zstd);
    }
  }

  private void flush(ZstdCompressCtx zstd) throws IOException, InterruptedException {
    if (gathered.isEmpty()) {
      return;
    }
    int length = zstd.compressByteArray(folded, 0, folded.length, raw, 0, filled);
    var stored = length < filled ? new Span(folded, 0, length) : new Span(raw, 0, filled);
    sink.add(stored, filled, gathered);
    gathered.clear();
    filled = 0;
  }

  /// Stores what is gathered so far.
  void end(ZstdCompressCtx zstd) throws IOException, InterruptedException {
    flush(zstd);
  }

  /// Compresses as all frames are.
  static ZstdCompressCtx compressor() {
    return new ZstdCompressCtx().setLevel(LEVEL);
  }
}
