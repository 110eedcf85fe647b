package dev.lifeboat.vault;

import dev.lifeboat.vault.TreeRecord.Run;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/// Records that wait for the names of the chunks before them, in order.
final class TreeQueue {
  // A folder of empty files would grow it for ever while one segment is at work.
  private static final int MOST_PARTS = 10_000;
  private static final int MOST_CHUNKS = 100_000;

  /// A record, or chunks of which a record becomes.
  private sealed interface Part {
    record Ready(TreeRecord record) implements Part {}

    record Slice(Segment segment, int from, int to) implements Part {}
  }

  private final TreeWriter writer;
  private final ChunkPipeline pipeline;
  private final Deque<Part> parts = new ArrayDeque<>();
  private int chunks;

  TreeQueue(TreeWriter writer, ChunkPipeline pipeline) {
    this.writer = writer;
    this.pipeline = pipeline;
  }

  void add(TreeRecord record) {
    chunks += record instanceof Run run ? run.chunks().size() : 0;
    parts.add(new Part.Ready(record));
  }

  void add(Segment segment, int from, int to) {
    if (from < to) {
      chunks += to - from;
      parts.add(new Part.Slice(segment, from, to));
    }
  }

  /// Whether so much waits that the segment at hand must be handed on, so that it gets names.
  boolean isFull() {
    return parts.size() >= MOST_PARTS || chunks >= MOST_CHUNKS;
  }

  /// Writes what has its names by now.
  void writeReady() throws IOException, InterruptedException {
    while (!parts.isEmpty()) {
      if (parts.peek() instanceof Part.Slice(var segment, _, _) && !segment.isStored()) {
        return;
      }
      write(parts.remove());
    }
  }

  /// Writes all; every segment was submitted.
  void writeAll() throws IOException, InterruptedException {
    while (!parts.isEmpty()) {
      write(parts.remove());
    }
  }

  private void write(Part part) throws IOException, InterruptedException {
    switch (part) {
      case Part.Ready(var record) -> {
        chunks -= record instanceof Run run ? run.chunks().size() : 0;
        writer.write(record);
      }
      case Part.Slice(var segment, var from, var to) -> {
        chunks -= to - from;
        pipeline.await(segment);
        for (int at = from; at < to; at += TreeCodec.MOST_CHUNKS) {
          int end = Math.min(to, at + TreeCodec.MOST_CHUNKS);
          writer.write(new Run(segment.chunks().subList(at, end)));
        }
      }
    }
  }
}
