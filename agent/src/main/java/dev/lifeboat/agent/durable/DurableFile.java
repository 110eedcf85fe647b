package dev.lifeboat.agent.durable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A small file that is replaced as a whole: a reader sees the old bytes or the new ones, never a
/// mixture, and once [#write] has returned the new bytes survive a power cut.
public final class DurableFile {
  private DurableFile() {}

  /// Replaces `file` with `bytes`; missing parent folders are made. Two writers of one file must be
  /// serialised by the caller.
  public static void write(Path file, byte[] bytes) throws IOException {
    var folder = parentOf(file);
    Files.createDirectories(folder);
    var temporary = folder.resolve("." + file.getFileName() + ".new");
    try (var channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    move(temporary, file);
  }

  /// Renames within one file system, and makes the new name survive a power cut.
  public static void move(Path source, Path target) throws IOException {
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    force(parentOf(target));
  }

  private static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Path parentOf(Path file) {
    var parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("file must have a folder, was " + file);
    }
    return parent;
  }
}
