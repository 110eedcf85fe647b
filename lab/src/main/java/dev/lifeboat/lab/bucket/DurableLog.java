package dev.lifeboat.lab.bucket;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32;

/// An append-only file of JSON lines, each `<bytes> <crc32> <json>`.
///
/// A torn last line is cut off when the file is opened; damage before it is refused. Appends from
/// several threads share one `force`. Safe for use by many threads.
final class DurableLog implements Closeable {
  private final Path file;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition forcedMore = lock.newCondition();
  private FileChannel channel;
  private long length;
  private long written;
  private long forced;
  private boolean forcing;

  private DurableLog(Path file, FileChannel channel, long length) {
    this.file = file;
    this.channel = channel;
    this.length = length;
  }

  /// An open log and the lines it held.
  record Opened(DurableLog log, List<String> lines) {}

  /// Opens or creates `file`.
  ///
  /// @throws IOException also if a line before the last is damaged
  static Opened open(Path file) throws IOException {
    var lines = new ArrayList<String>();
    long good = Files.exists(file) ? readInto(lines, file) : 0;
    var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).position(good);
    if (channel.size() > good) {
      channel.truncate(good).force(true);
    }
    forceFolder(file);
    return new Opened(new DurableLog(file, channel, good), List.copyOf(lines));
  }

  /// Replaces a small file so that after a crash either the old or the new content is there.
  static void replace(Path file, byte[] content) throws IOException {
    var temporary = file.resolveSibling(file.getFileName() + ".new");
    try (var out =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeFully(out, content);
      out.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    forceFolder(file);
  }

  /// Appends a line and returns once it is durable.
  void append(String json) throws IOException {
    lock.lock();
    try {
      write(json);
      long mine = written;
      while (forced < mine) {
        if (forcing) {
          forcedMore.awaitUninterruptibly();
        } else {
          forceUpTo(written);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Appends a line that may be lost with the machine, though not with the process.
  void appendLazily(String json) throws IOException {
    lock.lock();
    try {
      write(json);
    } finally {
      lock.unlock();
    }
  }

  /// Replaces all lines durably.
  void rewrite(List<String> lines) throws IOException {
    lock.lock();
    try {
      while (forcing) {
        forcedMore.awaitUninterruptibly();
      }
      var content = new StringBuilder();
      lines.forEach(line -> content.append(framed(line)));
      var bytes = content.toString().getBytes(StandardCharsets.UTF_8);
      replace(file, bytes);
      channel.close();
      channel = FileChannel.open(file, StandardOpenOption.WRITE).position(bytes.length);
      length = bytes.length;
      forced = written;
      forcedMore.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long lengthBytes() {
    lock.lock();
    try {
      return length;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void write(String json) throws IOException {
    var line = framed(json).getBytes(StandardCharsets.UTF_8);
    try {
      writeFully(channel, line);
    } catch (IOException failure) {
      // Half a line must not stay in front of the next one: it would read as damage.
      channel.truncate(length).position(length);
      throw failure;
    }
    length += line.length;
    written++;
  }

  private void forceUpTo(long target) throws IOException {
    forcing = true;
    lock.unlock();
    try {
      channel.force(false);
    } finally {
      lock.lock();
      forcing = false;
      forcedMore.signalAll();
    }
    forced = Math.max(forced, target);
  }

  private static String framed(String json) {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    return bytes.length + " " + checksum(bytes) + " " + json + "\n";
  }

  private static String checksum(byte[] bytes) {
    var crc = new CRC32();
    crc.update(bytes);
    return "%08x".formatted(crc.getValue());
  }

  private static long readInto(List<String> lines, Path file) throws IOException {
    var content = Files.readAllBytes(file);
    int start = 0;
    while (start < content.length) {
      int end = start;
      while (end < content.length && content[end] != '\n') {
        end++;
      }
      var json =
          end == content.length
              ? null
              : unframed(new String(content, start, end - start, StandardCharsets.UTF_8));
      if (json == null) {
        if (end + 1 < content.length) {
          throw new IOException(file + " is damaged at byte " + start + "; left as it is");
        }
        return start;
      }
      lines.add(json);
      start = end + 1;
    }
    return start;
  }

  private static @org.jspecify.annotations.Nullable String unframed(String line) {
    var parts = line.split(" ", 3);
    if (parts.length < 3) {
      return null;
    }
    var bytes = parts[2].getBytes(StandardCharsets.UTF_8);
    boolean whole =
        parts[0].equals(String.valueOf(bytes.length)) && parts[1].equals(checksum(bytes));
    return whole ? parts[2] : null;
  }

  private static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
    for (var buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining(); ) {
      channel.write(buffer);
    }
  }

  private static void forceFolder(Path file) throws IOException {
    try (var folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }
}
