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
    try {
      var target = Files.readSymbolicLink(OPEN.resolve(Integer.toString(number))).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException _) {
      return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
  }
}
