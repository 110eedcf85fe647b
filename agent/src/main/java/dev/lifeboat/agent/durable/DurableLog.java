package dev.lifeboat.agent.durable;

import dev.lifeboat.durable.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Lines that are only ever appended. A line that was half written when the process died is closed
/// with a line break before the next one, so that it spoils nothing but itself.
public final class DurableLog {
  private final Path file;

  public DurableLog(Path file) {
    this.file = file;
  }

  /// Appends one line; it survives a power cut once this has returned.
  ///
  /// @throws IllegalArgumentException if `line` itself holds a line break
  public synchronized void append(String line) throws IOException {
    if (line.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a line must not hold a line break: " + line);
    }
    boolean isNew = !DurableFile.isThere(file);
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
      DurableFile.forceFolder(DurableFile.folderOf(file));
    }
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
