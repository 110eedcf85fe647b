package dev.lifeboat.cli.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns Ctrl-C and SIGTERM into an interrupt of the thread that executes the command, and keeps
/// the process alive until the command has put everything in order and that was told; a second
/// Ctrl-C ends it at once. The exit code is 130 (143 for SIGTERM) either way.
public final class Interrupt implements AutoCloseable {
  // A lab is taken down within this, a run is paused in a moment.
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(100);

  // The JDK runs each signal's handler on a thread of its own, of this name, which waits until the
  // process ends. Nothing else tells that a signal came twice without internal classes.
  private static final String HANDLER = "SIGINT handler";

  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch told = new CountDownLatch(1);

  /// Watches over the calling thread until closed.
  static Interrupt ofThisThread() {
    var interrupt = new Interrupt();
    var command = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt.stop(command)));
    return interrupt;
  }

  /// The process ends when this returns.
  void stop(Thread command) {
    if (ended.getCount() == 0) {
      return;
    }
    command.interrupt();
    try {
      for (long left = LONGEST.dividedBy(LOOK); left > 0 && handlers() < 2; left--) {
        if (told.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  private static long handlers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(HANDLER))
        .count();
  }

  /// Lets the process end: its last word is out.
  void told() {
    told.countDown();
  }

  /// Ends the watch; one that has begun to stop the command still waits for [#told].
  @Override
  public void close() {
    ended.countDown();
  }
}
