package dev.lifeboat.lab.setup;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Search for the program of a command, as whoever starts it does.
///
/// @param folder in which it is started
/// @param path the variable PATH that it is started with
record ProgramSearch(Path folder, String path) {

  /// Why it cannot be started; empty where it is there.
  Optional<String> absence(String program) {
    if (program.contains("/")) {
      return isThere(folder.resolve(program))
          ? Optional.empty()
          : Optional.of("there is no program %s".formatted(folder.resolve(program)));
    }
    boolean found =
        Stream.of(path.split(File.pathSeparator))
            .anyMatch(it -> isThere(folder.resolve(it).resolve(program)));
    return found
        ? Optional.empty()
        : Optional.of("there is no program '%s' on the PATH".formatted(program));
  }

  private static boolean isThere(Path program) {
    return Files.isRegularFile(program) && Files.isExecutable(program);
  }
}
