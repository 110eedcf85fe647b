package dev.lifeboat.postgres;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// The folder that a base backup fills. It was empty before, so what is in it is ours to remove.
final class CopyTarget {

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private final Path root;
  private final Optional<UserPrincipal> owner;
  private long files;
  private long bytes;

  private CopyTarget(Path root, Optional<UserPrincipal> owner) {
    this.root = root;
    this.owner = owner;
  }

  /// @throws IOException when there is something in the folder already; it is left as it is
  static CopyTarget prepare(Path target, Optional<String> owner) throws IOException {
    var root = target.toAbsolutePath().normalize();
    Files.createDirectories(root);
    try (var inside = Files.list(root)) {
      if (inside.findAny().isPresent()) {
        throw new IOException(root + " is not empty; nothing was copied");
      }
    }
    Optional<UserPrincipal> principal = Optional.empty();
    if (owner.isPresent()) {
      var principals = root.getFileSystem().getUserPrincipalLookupService();
      principal = Optional.of(principals.lookupPrincipalByName(owner.get()));
    }
    var copy = new CopyTarget(root, principal);
    copy.protect(root, FOLDER);
    DurableFile.write(root.resolve(Server.STANDBY_SIGNAL), new byte[0], root);
    return copy;
  }

  long files() {
    return files;
  }

  long bytes() {
    return bytes;
  }

  /// Unpacks the archive, and reads its stream to the end.
  void receive(InputStream archive, BaseBackup.Progress progress, long totalBytes)
      throws IOException {
    try (var tar = new TarArchiveInputStream(archive)) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        place(tar, entry);
        progress.copied(files, bytes, Math.max(bytes, totalBytes));
      }
      archive.transferTo(OutputStream.nullOutputStream());
    }
  }

  /// Forces the whole copy to disk.
  void complete() throws IOException {
    FileTree.force(root);
  }

  /// Removes what was copied; the folder itself stays.
  void discard() throws IOException {
    try (var inside = Files.list(root)) {
      for (var path : inside.toList()) {
        FileTree.delete(path);
      }
    }
  }

  private void place(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
    var path = TarPaths.inside(root, entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      protect(path, FOLDER);
    } else if (entry.isFile()) {
      // Not Files.copy: the archive of a replica has a `standby.signal` too.
      try (var file = Files.newOutputStream(path)) {
        bytes += tar.transferTo(file);
      }
      protect(path, FILE);
      files++;
    } else {
      throw new IOException("'" + entry.getName() + "' is neither a file nor a folder");
    }
  }

  private void protect(Path path, Set<PosixFilePermission> mode) throws IOException {
    Files.setPosixFilePermissions(path, mode);
    if (owner.isPresent()) {
      Files.setOwner(path, owner.get());
    }
  }
}
