package dev.lifeboat.vault;

import dev.lifeboat.vault.PackDirectory.Chunk;
import dev.lifeboat.vault.TreeRecord.Run;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings chunks of one vault into the list of files of another, which names them by its own key.
final class ChunkCopier {
  private final ChunkReader from;
  private final ChunkPipeline pipeline;
  private final TreeQueue tree;
  private @Nullable Segment segment;
  private int filled;

  ChunkCopier(ChunkReader from, ChunkPipeline pipeline, TreeQueue tree) {
    this.from = from;
    this.pipeline = pipeline;
    this.tree = tree;
  }

  void copy(Run run) throws IOException, InterruptedException {
    for (var chunk : run.chunks()) {
      if (chunk.id().isHole()) {
        tree.add(new Run(List.of(chunk)));
      } else {
        copy(chunk);
      }
    }
    if (tree.isFull()) {
      flush();
      tree.writeAll();
    }
    tree.writeReady();
  }

  private void copy(Chunk chunk) throws IOException, InterruptedException {
    var bytes = from.read(chunk.id());
    if (bytes.length != chunk.bytes()) {
      throw new DamageException("a chunk is longer or shorter than the list of files says");
    }
    if (filled + bytes.length > Segment.BYTES) {
      flush();
    }
    var into = segment;
    if (into == null) {
      into = pipeline.begin();
      segment = into;
    }
    System.arraycopy(bytes, 0, into.room(), filled, bytes.length);
    filled += bytes.length;
    into.add(bytes.length);
    tree.add(into, into.count() - 1, into.count());
  }

  /// Hands on what there is.
  void flush() throws IOException, InterruptedException {
    var last = segment;
    if (last != null) {
      segment = null;
      filled = 0;
      pipeline.submit(last);
    }
  }
}
