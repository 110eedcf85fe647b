package dev.lifeboat.watch;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Something that is done again and again on a virtual thread of its own, from [#begin] on. A turn
/// that fails ends nothing: its trouble is told, and the next turn comes.
public final class Repetition {
  private final ExecutorService thread;
  private final Watcher.Pause pause;
  private final Supplier<Duration> rest;
  private final Turn turn;
  private final Trouble trouble;
  private String lastTrouble = "";

  /// @param name of the thread
  /// @param rest between two turns
  public Repetition(String name, Watcher.Pause pause, Duration rest, Turn turn, Trouble trouble) {
    this(name, pause, () -> rest, turn, trouble);
  }

  /// @param rest asked after each turn
  public Repetition(
      String name, Watcher.Pause pause, Supplier<Duration> rest, Turn turn, Trouble trouble) {
    this.thread = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name).factory());
    this.pause = pause;
    this.rest = rest;
    this.turn = turn;
    this.trouble = trouble;
  }

  /// What is done each time.
  @FunctionalInterface
  public interface Turn {
    void run() throws Exception;
  }

  /// Who is told of a turn that failed, on the thread of the turns.
  @FunctionalInterface
  public interface Trouble {
    /// Takes note of it.
    ///
    /// @param again whether the turn before failed in the same words
    void told(Exception failure, boolean again);
  }

  /// One that has begun, whose turns tell their trouble themselves: a failure ends it.
  public static Repetition begun(String name, Watcher.Pause pause, Duration every, Turn turn) {
    var begun =
        new Repetition(
            name,
            pause,
            every,
            turn,
            (failure, _) -> {
              throw new IllegalStateException(name + " has ended", failure);
            });
    begun.begin();
    return begun;
  }

  /// Begins with the first turn, at once; does nothing once it has ended.
  public void begin() {
    if (!thread.isShutdown()) {
      thread.execute(this::repeat);
    }
  }

  /// Has it end, and waits for nothing.
  public void interrupt() {
    thread.shutdownNow();
  }

  /// Returns once the turn that it may be in has stopped; an interrupt does not cut that short.
  public void end() {
    interrupt();
    thread.close();
  }

  private void repeat() {
    try {
      while (true) {
        take();
        pause.of(rest.get());
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void take() throws InterruptedException {
    try {
      turn.run();
      lastTrouble = "";
    } catch (InterruptedException ended) {
      throw ended;
    } catch (Exception failure) {
      var words = String.valueOf(failure.getMessage());
      trouble.told(failure, words.equals(lastTrouble));
      lastTrouble = words;
    }
  }
}
