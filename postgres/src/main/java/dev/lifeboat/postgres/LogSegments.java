package dev.lifeboat.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Writes a part of a log into files as a server names them; what no part fills stays zero, which
/// is no record. Each file is durable once the next begins, or this is closed.
final class LogSegments extends OutputStream {
  private final Path folder;
  private final int timeline;
  private final long segmentBytes;
  private long at;
  private @Nullable RandomAccessFile open;

  LogSegments(Path folder, int timeline, Lsn from, long segmentBytes) {
    this.folder = folder;
    this.timeline = timeline;
    this.segmentBytes = segmentBytes;
    this.at = from.value();
  }

  /// Of the file that holds what comes after a position.
  static String name(int timeline, Lsn position, long segmentBytes) {
    return "%08X%s".formatted(timeline, position.segment(segmentBytes));
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      long within = Long.remainderUnsigned(at, segmentBytes);
      int count = (int) Math.min(length - done, segmentBytes - within);
      segment(within).write(bytes, offset + done, count);
      done += count;
      at += count;
      if (within + count == segmentBytes) {
        close();
      }
    }
  }

  private RandomAccessFile segment(long within) throws IOException {
    var file = open;
    if (file == null) {
      var path = folder.resolve(name(timeline, new Lsn(at), segmentBytes));
      file = new RandomAccessFile(path.toFile(), "rw");
      open = file;
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      Files.setOwner(path, Files.getOwner(folder));
      file.setLength(segmentBytes);
      file.seek(within);
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    var file = open;
    if (file != null) {
      open = null;
      try (file) {
        file.getFD().sync();
      }
    }
  }
}
