package dev.lifeboat.vault;

import dev.lifeboat.vault.TreeRecord.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Writes the list of files as chunks like any other, so that a second snapshot of the same folder
/// stores but what changed of it. A chunk ends between records: one that is lost takes no other
/// with it.
final class TreeWriter {
  private static final int SHORTEST = 16 << 10;
  private static final int LONGEST = 128 << 10;

  // About one path of that many ends a chunk, so it is the same paths in every snapshot.
  private static final int ONE_OF = 128;

  private final ChunkPipeline pipeline;
  private final List<Segment> chunks = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(ChunkCutter.LONGEST);
  private final ByteBuffer one = ByteBuffer.allocate(ChunkCutter.LONGEST);

  TreeWriter(ChunkPipeline pipeline) {
    this.pipeline = pipeline;
  }

  void write(TreeRecord record) throws IOException, InterruptedException {
    TreeCodec.write(record, one.clear());
    one.flip();
    if (endsBefore(record) || one.remaining() > buffer.remaining()) {
      flush();
    }
    buffer.put(one);
  }

  private boolean endsBefore(TreeRecord record) {
    return buffer.position() > LONGEST
        || (buffer.position() > SHORTEST
            && record instanceof Node node
            && Math.floorMod(node.path().hashCode(), ONE_OF) == 0);
  }

  private void flush() throws IOException, InterruptedException {
    if (buffer.position() == 0) {
      return;
    }
    var segment = pipeline.begin();
    int length = buffer.position();
    buffer.flip().get(segment.room(), 0, length);
    buffer.clear();
    segment.add(length);
    chunks.add(segment);
    pipeline.submit(segment);
  }

  /// The chunks of the whole list.
  List<PackDirectory.Chunk> end() throws IOException, InterruptedException {
    flush();
    var all = new ArrayList<PackDirectory.Chunk>();
    for (var segment : chunks) {
      pipeline.await(segment);
      all.addAll(segment.chunks());
    }
    return all;
  }
}
