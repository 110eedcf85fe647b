package dev.lifeboat.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A short-lived program and what it said. It never outlives the call that ran it.
///
/// @param output stdout and stderr together, without surrounding white space
record Command(int exitCode, String output) {

  /// Runs `line` in `directory`; its output goes through a file so that a full pipe cannot block
  /// it.
  static Command run(List<String> line, Path directory, Duration deadline)
      throws IOException, InterruptedException {
    var said = Files.createTempFile("lifeboat-", ".out");
    try {
      var builder = new ProcessBuilder(line).directory(directory.toFile());
      builder.environment().put("LC_ALL", "C");
      builder.redirectErrorStream(true).redirectOutput(said.toFile());
      var process = builder.start();
      try {
        process.getOutputStream().close();
        if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException(line + " was still running after " + deadline);
        }
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      return new Command(
          process.exitValue(),
          new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip());
    } finally {
      Files.delete(said);
    }
  }
}
