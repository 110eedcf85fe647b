package dev.lifeboat.vault;

import dev.lifeboat.files.DurableFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/// Makes the folders of a restore, for their owner alone: while they are filled they have no mode
/// of their own yet, and what is in them may be for few eyes. One thread.
final class RestoreFolders {
  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private final Set<Path> made = new HashSet<>();

  /// @throws NoVaultException when something is there already
  void makeTarget(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      try (var within = Files.newDirectoryStream(target)) {
        if (within.iterator().hasNext()) {
          throw new NoVaultException("%s is not empty".formatted(target));
        }
      }
    } else if (Files.exists(target)) {
      throw new NoVaultException("%s is no folder".formatted(target));
    }
    var parent = target.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (!Files.exists(target)) {
      create(target);
    }
    made.add(target);
    if (parent != null && Files.isReadable(parent)) {
      made.add(parent);
    }
  }

  private static void create(Path folder) throws IOException {
    Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
  }

  /// A folder of the list.
  ///
  /// @return whether nothing else has its name, such as one that differs in large letters alone
  boolean make(Path folder) throws IOException {
    if (made.contains(folder)) { // The target, or a folder on the way to a file.
      Files.setPosixFilePermissions(folder, OWNER_ALONE);
      return true;
    }
    try {
      create(folder);
      made.add(folder);
      return true;
    } catch (FileAlreadyExistsException another) {
      return false;
    }
  }

  /// A folder and those above it, up to the target.
  ///
  /// @return whether each is a folder
  boolean makeAll(Path folder) throws IOException {
    if (made.contains(folder)) {
      return true;
    }
    var parent = folder.getParent();
    if (parent != null && !makeAll(parent)) {
      return false;
    }
    try {
      create(folder);
    } catch (FileAlreadyExistsException another) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
    }
    made.add(folder);
    return true;
  }

  /// Names in folders survive a power cut once these are forced themselves.
  void force() throws IOException {
    for (var folder : made) {
      DurableFile.force(folder);
    }
  }
}
