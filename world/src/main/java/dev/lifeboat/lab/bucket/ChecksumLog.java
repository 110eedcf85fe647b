package dev.lifeboat.lab.bucket;

import dev.lifeboat.files.DurableFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// An append-only file of JSON lines, each `<bytes> <crc32> <json>`.
///
/// A torn last line is cut off when the file is opened; damage before it is refused. Appends from
/// several threads share one `force`. Once one failed, nothing is appended until the file is opened
/// anew: the next `force` would succeed, since the system forgets what it could not write. Safe for
/// use by many threads.
final class ChecksumLog implements Closeable {
  private final Path file;
  private final Disk disk;
  // Held while bytes are forced; lines are written meanwhile, under the monitor alone.
  private final ReentrantLock forcing = new ReentrantLock();
  private FileChannel channel;
  private long length;
  private long written;
  private long forced;
  private Optional<IOException> failure = Optional.empty();

  private ChecksumLog(Path file, Disk disk, FileChannel channel, long length) {
    this.file = file;
    this.disk = disk;
    this.channel = channel;
    this.length = length;
  }

  /// What makes the bytes of a file durable.
  interface Disk {
    void force(FileChannel channel) throws IOException;
  }

  /// An open log and the lines it held.
  record Opened(ChecksumLog log, List<String> lines) {}

  /// Opens or creates `file`.
  ///
  /// @throws IOException also if a line before the last is damaged
  static Opened open(Path file) throws IOException {
    return open(file, channel -> channel.force(false));
  }

  static Opened open(Path file, Disk disk) throws IOException {
    var lines = new ArrayList<String>();
    long good = DurableFile.isThere(file) ? readInto(lines, file) : 0;
    var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).position(good);
    if (channel.size() > good) {
      channel.truncate(good).force(true);
    }
    DurableFile.force(DurableFile.folderOf(file));
    return new Opened(new ChecksumLog(file, disk, channel, good), List.copyOf(lines));
  }

  /// Appends a line and returns once it is durable.
  void append(String json) throws IOException {
    long mine = write(json);
    forcing.lock();
    try {
      if (forced < mine) {
        requireSound();
        force();
      }
    } finally {
      forcing.unlock();
    }
  }

  /// Appends a line that may be lost with the machine, though not with the process.
  void appendLazily(String json) throws IOException {
    long _ = write(json);
  }

  /// Replaces all lines durably.
  void rewrite(List<String> lines) throws IOException {
    forcing.lock();
    try {
      replace(lines);
    } finally {
      forcing.unlock();
    }
  }

  private synchronized void replace(List<String> lines) throws IOException {
    requireSound();
    var content = new StringBuilder();
    lines.forEach(line -> content.append(framed(line)));
    var bytes = content.toString().getBytes(StandardCharsets.UTF_8);
    DurableFile.write(file, bytes);
    channel.close();
    channel = FileChannel.open(file, StandardOpenOption.WRITE).position(bytes.length);
    length = bytes.length;
    forced = written;
  }

  synchronized long lengthBytes() {
    return length;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private synchronized void requireSound() throws IOException {
    if (failure.isPresent()) {
      throw new IOException(file + " could not be forced to disk", failure.get());
    }
  }

  /// @return how many lines were written
  private synchronized long write(String json) throws IOException {
    requireSound();
    var line = framed(json).getBytes(StandardCharsets.UTF_8);
    try {
      writeFully(channel, line);
    } catch (IOException half) {
      // Half a line must not stay in front of the next one: it would read as damage.
      failure = Optional.of(half);
      channel.truncate(length).position(length);
      failure = Optional.empty();
      throw half;
    }
    length += line.length;
    return ++written;
  }

  private void force() throws IOException {
    long target = written();
    try {
      disk.force(channel);
    } catch (IOException notDurable) {
      fail(notDurable);
    }
    requireSound(); // Another thread may have met a failure meanwhile.
    forced = target;
  }

  private synchronized long written() {
    return written;
  }

  private synchronized void fail(IOException why) {
    failure = Optional.of(why);
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
    var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    long goodBytes = 0;
    int end;
    for (int start = 0; start < text.length(); start = end + 1) {
      end = text.indexOf('\n', start);
      var json = end < 0 ? null : unframed(text.substring(start, end));
      if (json == null) {
        if (end >= 0 && end + 1 < text.length()) {
          throw new IOException(file + " is damaged at byte " + goodBytes + "; left as it is");
        }
        return goodBytes;
      }
      lines.add(json);
      goodBytes += framed(json).getBytes(StandardCharsets.UTF_8).length;
    }
    return goodBytes;
  }

  private static @Nullable String unframed(String line) {
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
}
