package dev.lifeboat.watch;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Something that is done again and again on a virtual thread of its own, until it is closed.
public final class Repetition implements AutoCloseable {
  private final ExecutorService thread;

  private Repetition(ExecutorService thread) {
    this.thread = thread;
  }

  /// What is done each time.
  @FunctionalInterface
  public interface Turn {
    void run() throws InterruptedException;
  }

  /// Begins with the first turn, at once.
  ///
  /// @param every the pause after each
  public static Repetition begin(String name, Watcher.Pause pause, Duration every, Turn turn) {
    var thread = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name).factory());
    thread.execute(() -> {
      try {
        while (true) {
          turn.run();
          pause.of(every);
        }
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    });
    return new Repetition(thread);
  }

  /// Interrupts it, and waits for nothing.
  public void end() {
    thread.shutdownNow();
  }

  /// Returns once the turn that it may be in has stopped; an interrupt does not cut that short.
  @Override
  public void close() {
    end();
    thread.close();
  }
}
