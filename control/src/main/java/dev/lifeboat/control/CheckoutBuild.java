package dev.lifeboat.control;

import dev.lifeboat.files.DurableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/// A build that the launcher keeps beside its checkout, in a folder that bears the name of a state
/// folder and becomes one once something is kept there.
public final class CheckoutBuild {
  /// All that `lifeboat`, the script, makes there.
  private static final Set<String> NAMES =
      Set.of("app", "man", "build.log", "builder", "builder.dead");

  private CheckoutBuild() {}

  /// Whether there is nothing else in `folder`; of one that cannot be read that is not known, and
  /// an empty one was made by somebody.
  public static boolean isAlone(Path folder) {
    try {
      var held = DurableFile.list(folder);
      return !held.isEmpty()
          && held.stream().allMatch(it -> NAMES.contains(String.valueOf(it.getFileName())));
    } catch (IOException unreadable) {
      return false;
    }
  }
}
