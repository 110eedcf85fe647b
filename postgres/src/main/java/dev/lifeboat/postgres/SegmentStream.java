package dev.lifeboat.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Log out of the files that [LogSegments] wrote, from a position on, as far as one follows the
/// other. One thread.
final class SegmentStream extends InputStream {
  private final Path folder;
  private final int timeline;
  private final long segmentBytes;
  private Lsn next;
  private @Nullable InputStream open;

  SegmentStream(Path folder, int timeline, Lsn from, long segmentBytes) {
    this.folder = folder;
    this.timeline = timeline;
    this.segmentBytes = segmentBytes;
    this.next = from;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    while (true) {
      var file = open == null ? follow() : open;
      if (file == null) {
        return -1;
      }
      int count = file.read(to, offset, length);
      if (count >= 0) {
        return count;
      }
      close();
    }
  }

  /// The next file; null where there is none.
  private @Nullable InputStream follow() throws IOException {
    var path = folder.resolve(LogSegments.name(timeline, next, segmentBytes));
    if (!Files.exists(path)) {
      return null;
    }
    var begin = next.segmentBegin(segmentBytes);
    var file = Files.newInputStream(path);
    open = file;
    file.skipNBytes(next.value() - begin.value());
    next = new Lsn(begin.value() + segmentBytes);
    return file;
  }

  @Override
  public void close() throws IOException {
    var file = open;
    open = null;
    if (file != null) {
      file.close();
    }
  }
}
