package dev.lifeboat.postgres;

import java.io.IOException;
import java.nio.file.Path;

/// Keeps an archive's files where they belong.
final class TarPaths {

  private TarPaths() {}

  /// The place of an archive's entry below `root`.
  ///
  /// @throws IOException when the name, such as `../x` or `/etc/x`, leads elsewhere
  static Path inside(Path root, String name) throws IOException {
    var base = root.toAbsolutePath().normalize();
    var path = base.resolve(name).normalize();
    if (!path.startsWith(base)) {
      throw new IOException("archive entry '" + name + "' leads out of " + base);
    }
    return path;
  }
}
