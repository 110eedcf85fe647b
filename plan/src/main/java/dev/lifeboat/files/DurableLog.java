package dev.lifeboat.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Lines that are only ever appended. A line that was half written when the process died is closed
/// with a line break before the next one, so that it spoils nothing but itself. The newest 4 MiB of
/// lines are kept in the file, and up to 4 MiB before those beside it, in `<file>.1`.
public final class DurableLog {
  private static final long MOST_BYTES = 4L << 20;

  private final Path file;
  private final long mostBytes;

  public DurableLog(Path file) {
    this(file, MOST_BYTES);
  }

  /// One that keeps every line.
  public static DurableLog ofAllTime(Path file) {
    return new DurableLog(file, Long.MAX_VALUE);
  }

  DurableLog(Path file, long mostBytes) {
    this.file = file;
    this.mostBytes = mostBytes;
  }

  /// Appends one line; it survives a power cut once this has returned.
  ///
  /// @throws IllegalArgumentException if `line` itself holds a line break
  public synchronized void append(String line) throws IOException {
    if (line.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a line must not hold a line break: " + line);
    }
    boolean isNew = !DurableFile.isThere(file) || moveAside();
    if (isNew) {
      DurableFile.createFolders(DurableFile.folderOf(file));
    }
    try (var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var text = (endsTorn(channel) ? "\n" : "") + line + "\n";
      var buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      channel.position(channel.size());
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    if (isNew) {
      DurableFile.force(DurableFile.folderOf(file));
    }
  }

  /// @return whether the next line begins the file anew
  private boolean moveAside() throws IOException {
    if (Files.size(file) < mostBytes) {
      return false;
    }
    DurableFile.move(file, file.resolveSibling(file.getFileName() + ".1"));
    return true;
  }

  private static boolean endsTorn(FileChannel channel) throws IOException {
    if (channel.size() == 0) {
      return false;
    }
    var last = ByteBuffer.allocate(1);
    channel.read(last, channel.size() - 1);
    return last.get(0) != '\n';
  }
}
