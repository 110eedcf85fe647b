package dev.lifeboat.durable;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Replaces a file so that a reader, also one after a crash, sees the old bytes or the new ones.
public final class DurableFile {
  private DurableFile() {}

  /// Writes `bytes` to `file`: temporary file, `force`, atomic move, `force` of the folder. Two
  /// writers at once leave one of the two; callers that must not lose a change hold a lock.
  ///
  /// @throws IOException with `file` untouched
  public static void write(Path file, byte[] bytes) throws IOException {
    var folder = folderOf(file);
    var temporary = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
    try {
      // Not a channel: an interrupt would close it halfway.
      try (var out = new FileOutputStream(temporary.toFile())) {
        out.write(bytes);
        out.getFD().sync();
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    forceFolder(folder);
  }

  /// The folder that holds `file`.
  ///
  /// @throws IllegalArgumentException when `file` is a root
  public static Path folderOf(Path file) {
    var folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException("file must have a folder, was " + file);
    }
    return folder;
  }

  /// Makes the names in `folder` durable: a file created, moved or removed there stays so.
  public static void forceFolder(Path folder) throws IOException {
    boolean interrupted = Thread.interrupted();
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (ClosedByInterruptException closed) {
      interrupted |= Thread.interrupted();
      forceFolder(folder);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
