package dev.lifeboat.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

final class Folders {
  private Folders() {}

  static void delete(Path folder) throws IOException {
    try (var found = Files.walk(folder)) {
      for (var path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  static Path copy(Path folder, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }
}
