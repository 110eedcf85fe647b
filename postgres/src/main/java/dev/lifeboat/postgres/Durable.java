package dev.lifeboat.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/// File changes that a power cut does not undo once the call has returned.
final class Durable {

  private Durable() {}

  /// Puts `text` at `file` as a whole: a reader or a crash sees the old content or the new. The
  /// file gets mode 0600 and the owner of its folder, who is the one that reads it.
  static void write(Path file, String text) throws IOException {
    write(file, text, Files.getOwner(file.resolveSibling("")));
  }

  /// The same for a file whose reader is not the owner of its folder.
  static void write(Path file, String text, UserPrincipal owner) throws IOException {
    var partial = file.resolveSibling(file.getFileName() + ".partial");
    Files.deleteIfExists(partial);
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(partial, mode);
    if (!Files.getOwner(partial).equals(owner)) {
      Files.setOwner(partial, owner);
    }
    try (var channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    force(file.resolveSibling(""));
  }

  /// Removes `file`, which need not exist.
  static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    force(file.resolveSibling(""));
  }

  /// Forces one file or folder to disk.
  static void force(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Forces every file and folder of `tree` to disk, and the entry of `tree` in its parent.
  static void forceTree(Path tree) throws IOException {
    try (var paths = Files.walk(tree)) {
      for (var path : paths.filter(path -> !Files.isSymbolicLink(path)).toList()) {
        force(path);
      }
    }
    force(tree.toAbsolutePath().resolveSibling(""));
  }

  /// Removes `tree` with all that is below it; links are removed, not followed.
  static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var paths = Files.walk(tree)) {
      for (var path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
