package dev.lifeboat.vault;

import java.nio.file.Path;
import java.security.SecureRandom;

/// Names for files that are being restored, which no file of a snapshot has: they begin with what
/// nobody could know when it was made. One thread.
final class PartNames {
  private final String prefix;
  private long count;

  PartNames(SecureRandom random) {
    this.prefix = ".lifeboat-%016x-".formatted(random.nextLong());
  }

  /// A new name in the folder of `path`.
  Path beside(Path path) {
    return path.resolveSibling(prefix + count++ + ".part");
  }
}
