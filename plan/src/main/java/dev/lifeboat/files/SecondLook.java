package dev.lifeboat.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// A look at a file that a person keeps, just before it is replaced by what was made of it: what
/// they saved meanwhile must not be lost. A moment without a look is left.
public final class SecondLook {
  private SecondLook() {}

  /// Whether the file still holds what was read.
  ///
  /// @throws IOException when it cannot be told
  public static boolean finds(Path file, byte[] read) throws IOException {
    return DurableFile.read(file).filter(it -> Arrays.equals(it, read)).isPresent();
  }
}
