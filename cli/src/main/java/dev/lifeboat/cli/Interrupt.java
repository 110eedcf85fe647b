package dev.lifeboat.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns Ctrl-C and SIGTERM into an interrupt of the thread that executes the command, and keeps
/// the process alive until the command has put everything in order; the exit code is then 130.
final class Interrupt implements AutoCloseable {
  // A lab is taken down within this, a run is paused in a moment.
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final CountDownLatch ended = new CountDownLatch(1);

  /// Watches over the calling thread until closed.
  static Interrupt ofThisThread() {
    var interrupt = new Interrupt();
    var command = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt.stop(command)));
    return interrupt;
  }

  private void stop(Thread command) {
    if (ended.getCount() == 0) {
      return;
    }
    command.interrupt();
    try {
      var _ = ended.await(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
  }
}
