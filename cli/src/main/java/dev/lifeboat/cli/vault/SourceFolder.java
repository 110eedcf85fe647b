package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.s3.S3Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder that is backed up, which no vault lies within.
final class SourceFolder {
  private SourceFolder() {}

  /// A vault within what it keeps would grow by itself with every backup.
  static void requireOutside(Path path, String place) throws IOException, ProblemException {
    if (S3Place.isOne(place)) {
      return;
    }
    var folder = Path.of(place);
    if (Files.exists(folder)
        && Files.exists(path)
        && folder.toRealPath().startsWith(path.toRealPath())) {
      throw Failures.usage(
          "the vault %s lies within %s".formatted(folder, path),
          "nothing was read or written",
          "name a vault elsewhere, or a folder without it");
    }
  }
}
