package dev.lifeboat.cli.terminal;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// One of the three streams that each process is started with.
enum StandardStream {
  IN(0),
  OUT(1),
  ERR(2);

  private static final Path OPEN = Path.of("/proc/self/fd");

  private final int number;

  StandardStream(int number) {
    this.number = number;
  }

  /// Whether it ends at a terminal. Java tells it of all three together, Linux of each.
  boolean isScreen() {
    return target()
        .map(it ->
            it.startsWith("/dev/pts/") || it.startsWith("/dev/tty") || it.equals("/dev/console"))
        .orElseGet(
            () -> Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
  }

  /// Whether it is a pipe or a socket, as far as that can be told.
  boolean isPipe() {
    return target().filter(it -> it.startsWith("pipe:") || it.startsWith("socket:")).isPresent();
  }

  private Optional<String> target() {
    try {
      var link = Files.readSymbolicLink(OPEN.resolve(Integer.toString(number)));
      return Optional.of(link.toString());
    } catch (IOException | UnsupportedOperationException _) {
      return Optional.empty();
    }
  }
}
