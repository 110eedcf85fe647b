package dev.lifeboat.wire;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;

/// Work that a thread of its own does again and again, from [#begin] until [#end]. A turn that
/// fails ends nothing: its trouble is told, and the work is tried again.
public final class RepeatedWork {
  private final Supplier<Duration> rest;
  private final Work work;
  private final Trouble trouble;
  private final Thread thread;
  private String lastTrouble = "";

  /// @param name of the thread
  /// @param rest between two turns
  public RepeatedWork(String name, Duration rest, Work work, Trouble trouble) {
    this(name, () -> rest, work, trouble);
  }

  /// @param rest asked after each turn
  public RepeatedWork(String name, Supplier<Duration> rest, Work work, Trouble trouble) {
    this.rest = rest;
    this.work = work;
    this.trouble = trouble;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::repeat);
  }

  /// One turn.
  @FunctionalInterface
  public interface Work {
    void run() throws IOException, SQLException, InterruptedException;
  }

  /// Who is told of a turn that failed, on the thread of the work.
  @FunctionalInterface
  public interface Trouble {
    /// Takes note of it.
    ///
    /// @param again whether the turn before failed in the same words
    void told(Exception failure, boolean again);
  }

  public void begin() {
    thread.start();
  }

  /// Interrupts it, and returns once the turn that is under way has ended.
  public void end() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  private void repeat() {
    try {
      while (true) {
        turn();
        Thread.sleep(rest.get());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn() throws InterruptedException {
    try {
      work.run();
      lastTrouble = "";
    } catch (IOException | SQLException | RuntimeException failure) {
      var words = String.valueOf(failure.getMessage());
      trouble.told(failure, words.equals(lastTrouble));
      lastTrouble = words;
    }
  }
}
