package dev.lifeboat.canary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a canary's process printed, `canary.out` in the folder of a run, as a person is told of it.
record CanaryOutput(Path file) {
  private static final String NAME = " canary: ";
  // That of a shell for a process that a signal ended.
  private static final int BY_SIGNAL = 128;

  /// Why it ended, such as `its log cannot be written: No space left on device`.
  ///
  /// @param status with which it ended
  String why(int status) {
    var line = lastLine();
    if (!line.isEmpty()) {
      return line;
    }
    return status > BY_SIGNAL
        ? "killed by signal %d".formatted(status - BY_SIGNAL)
        : "it printed nothing, and its status was %d".formatted(status);
  }

  /// Without the time, and without the trace of a mistake.
  private String lastLine() {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
          .reduce("", (_, later) -> later)
          .replaceFirst("^.*" + NAME, "");
    } catch (IOException unread) {
      return "";
    }
  }
}
