package dev.lifeboat.vault.postgres;

import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.vault.DatabaseLog.Part;
import dev.lifeboat.vault.SnapshotContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bytes of some parts of a log that follow each other, from a position of the first one on,
/// each once. One part is in memory at a time. One thread.
final class LogContent extends InputStream {
  private final Map<String, SnapshotContent> contents;
  private final Iterator<Part> parts;
  private byte[] bytes = new byte[0];
  private int next;
  private long at;

  LogContent(Map<String, SnapshotContent> contents, List<Part> parts, Lsn from) {
    this.contents = contents;
    this.parts = parts.iterator();
    this.at = from.value();
  }

  /// Writes one part.
  static void write(Map<String, SnapshotContent> contents, Part part, OutputStream to)
      throws IOException {
    var content = contents.get(part.snapshot().id());
    if (content == null) {
      throw new IOException("snapshot %s is gone meanwhile".formatted(part.snapshot().id()));
    }
    content.write(content.entries(Optional.empty()).getFirst(), to);
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes[next++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.length - next);
    System.arraycopy(bytes, next, to, offset, count);
    next += count;
    return count;
  }

  private boolean fill() throws IOException {
    while (next == bytes.length && parts.hasNext()) {
      var part = parts.next();
      var whole = new ByteArrayOutputStream();
      write(contents, part, whole);
      bytes = whole.toByteArray();
      next = (int) Math.min(bytes.length, at - part.of().from());
      // The first ones may end before the position that is asked for.
      at = part.of().from() + Math.max(bytes.length, at - part.of().from());
    }
    return next < bytes.length;
  }
}
