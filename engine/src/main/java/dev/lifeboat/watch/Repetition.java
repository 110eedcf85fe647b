package dev.lifeboat.watch;

import java.time.Duration;

/// Something that is done again and again on a virtual thread of its own, until it is closed.
public final class Repetition implements AutoCloseable {
  private final Thread thread;

  private Repetition(Thread thread) {
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
    return new Repetition(
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                while (true) {
                  turn.run();
                  pause.of(every);
                }
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  /// Interrupts it, and waits for nothing.
  public void end() {
    thread.interrupt();
  }

  /// Returns once the turn that it may be in has stopped; an interrupt does not cut that short.
  @Override
  public void close() {
    end();
    boolean interrupted = Thread.interrupted();
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
