package dev.lifeboat.agent.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;

/// A folder with all that is below it.
final class FileTree {
  private FileTree() {}

  /// Whether it is there; unlike [Files#exists] it does not take for missing what cannot be read.
  static boolean isThere(Path tree) throws IOException {
    try {
      Files.readAttributes(tree, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /// Removes it if it is there; links are removed, not followed.
  static void delete(Path tree) throws IOException {
    if (!isThere(tree)) {
      return;
    }
    try (var paths = Files.walk(tree)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
