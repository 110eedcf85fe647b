package dev.lifeboat.plan;

import java.io.IOException;
import java.nio.file.Path;

/// The folder of a plan, which no link that is followed may leave.
///
/// @param real the same without links
record IncludeFolder(Path path, Path real) {
  static IncludeFolder of(Path path) throws IOException {
    return new IncludeFolder(path, path.toRealPath());
  }

  /// By the path from the folder, with `/` in it.
  String name(Path file) {
    return path.relativize(file).toString().replace('\\', '/');
  }

  /// Whether a link leads to a folder that the plan's is in: nothing is there that it may name.
  boolean isIn(Path entered) throws IOException {
    var there = entered.toRealPath();
    return real.startsWith(there) && !real.equals(there);
  }

  /// @throws IOException when it lies elsewhere
  void requireWithin(Path file) throws IOException {
    if (!file.toRealPath().startsWith(real)) {
      throw new IOException("%s leads out of the plan's folder".formatted(name(file)));
    }
  }
}
