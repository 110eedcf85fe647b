package dev.lifeboat.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// PostgreSQL's programs below one folder. Only `bin/initdb` and `bin/postgres` are needed.
public record Installation(Path home) {

  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\S+)");
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  public Installation {
    home = home.toAbsolutePath().normalize();
  }

  /// An installation that was looked at: its programs exist and the server can tell its version.
  ///
  /// @throws IOException saying which program is missing, or what `postgres --version` said
  public static Installation at(Path home) throws IOException {
    var found = new Installation(home);
    for (var name : List.of("initdb", "postgres")) {
      if (!Files.isExecutable(found.program(name))) {
        throw new IOException(
            "no PostgreSQL in %s: %s is missing or not executable"
                .formatted(found.home, found.program(name)));
      }
    }
    found.askVersion();
    return found;
  }

  public Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /// Such as `18.6`, asked of the server's program each time.
  public String version() {
    try {
      return askVersion();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Whether its version is `major` or a later one.
  public boolean isAtLeast(int major) {
    return Integer.parseInt(version().split("[^0-9]", 2)[0]) >= major;
  }

  private String askVersion() throws IOException {
    var line = List.of(program("postgres").toString(), "--version");
    try {
      var answer = Command.run(line, Path.of("/"), DEADLINE);
      var version = VERSION.matcher(answer.output());
      if (answer.exitCode() != 0 || !version.find()) {
        throw new IOException(
            "%s ended with %d: %s".formatted(line, answer.exitCode(), answer.output()));
      }
      return version.group(1);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      var stopped = new InterruptedIOException("interrupted while asking " + line);
      stopped.initCause(interrupted);
      throw stopped;
    }
  }
}
