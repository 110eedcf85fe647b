package dev.lifeboat.cli.terminal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// The signals that end this process in order, with the exit code of each.
///
/// The JDK runs each one's handler on a thread of its own, of this name, which waits until the
/// process ends. Nothing else tells of signals without internal classes.
enum EndSignal {
  SIGHUP(129),
  SIGINT(ExitCode.INTERRUPTED),
  SIGTERM(143);

  private final int exitCode;

  EndSignal(int exitCode) {
    this.exitCode = exitCode;
  }

  private String handler() {
    return name() + " handler";
  }

  /// The code with which an interrupted command ends: that of the first signal, as the process
  /// does; as by Ctrl-C where none came.
  static int ofThisProcess() {
    return handlers()
        .min(Comparator.comparingLong(Thread::threadId))
        .flatMap(EndSignal::of)
        .orElse(SIGINT)
        .exitCode;
  }

  private static Optional<EndSignal> of(Thread handler) {
    return Arrays.stream(values()).filter(it -> it.handler().equals(handler.getName())).findFirst();
  }

  /// How often it came.
  long count() {
    return handlers().filter(it -> it.getName().equals(handler())).count();
  }

  private static Stream<Thread> handlers() {
    return Thread.getAllStackTraces().keySet().stream().filter(it -> of(it).isPresent());
  }
}
