package dev.lifeboat.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/// Reads files into segments, small ones side by side, and cuts them. One thread.
final class ContentReader {
  // Reads into arrays go through memory of the same size that the JDK keeps for the thread.
  private static final int READ_BYTES = 512 << 10;

  private final ChunkPipeline pipeline;
  private final Cutter cutter;
  private final TreeQueue tree;
  private @Nullable Segment segment;
  private int filled;
  private int cut;

  ContentReader(ChunkPipeline pipeline, Cutter cutter, TreeQueue tree) {
    this.pipeline = pipeline;
    this.cutter = cutter;
    this.tree = tree;
  }

  /// Reads all of a file. What was read before a failure is in the list of files all the same; the
  /// caller takes it back there.
  ///
  /// @return how many bytes it had
  long read(ReadableByteChannel file) throws IOException, InterruptedException {
    long bytes = 0;
    var into = current();
    int first = into.count();
    while (true) {
      int got = fill(file, into.room());
      boolean ended = filled < into.room().length;
      bytes += got;
      cut(into, ended);
      tree.add(into, first, into.count());
      if (ended) {
        return bytes;
      }
      into = next(into);
      first = 0;
    }
  }

  private int fill(ReadableByteChannel file, byte[] room)
      throws SourceException, InterruptedException {
    int before = filled;
    try {
      while (filled < room.length) {
        int length = Math.min(READ_BYTES, room.length - filled);
        int got = file.read(ByteBuffer.wrap(room, filled, length));
        if (got < 0) {
          break;
        }
        filled += got;
      }
    } catch (ClosedByInterruptException interrupted) {
      throw SourceWalk.interruption(interrupted);
    } catch (IOException unreadable) {
      throw new SourceException(unreadable);
    }
    return filled - before;
  }

  private void cut(Segment into, boolean ended) {
    while (cut < filled && (ended || filled - cut >= ChunkCutter.LONGEST)) {
      int length = cutter.cut(into.room(), cut, filled - cut);
      into.add(length);
      cut += length;
    }
  }

  private Segment current() throws IOException, InterruptedException {
    var into = segment;
    if (into == null) {
      into = pipeline.begin();
      segment = into;
    }
    return into;
  }

  /// Hands a full segment on, and takes what is not cut yet along.
  private Segment next(Segment full) throws IOException, InterruptedException {
    var into = pipeline.begin();
    System.arraycopy(full.room(), cut, into.room(), 0, filled - cut);
    filled -= cut;
    cut = 0;
    segment = into;
    pipeline.submit(full);
    tree.writeReady();
    return into;
  }

  /// What a failed read left behind is not cut.
  void dropRest() {
    filled = cut;
  }

  /// Hands on what there is.
  void flush() throws IOException, InterruptedException {
    var last = segment;
    if (last != null) {
      segment = null;
      filled = 0;
      cut = 0;
      pipeline.submit(last);
    }
  }
}
