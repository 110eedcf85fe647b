package dev.lifeboat.cli.drill;

import dev.lifeboat.canary.CanaryLog;
import dev.lifeboat.cli.terminal.Talk;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.DrillResults;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Tells while a drill goes on what its clients see, from the canary's own log: once a second where
/// nothing else is said, so that a person never looks at a still screen. Reads a few lines a
/// second; ends when closed.
final class ClientTicker implements AutoCloseable {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Talk talk;
  private final DrillResults results;
  private final ClientSeconds seconds;
  private final boolean live;
  private final Thread thread;
  private Optional<Path> followed = Optional.empty();
  private Optional<CanaryLog> log = Optional.empty();

  /// @param live whether somebody looks at a terminal
  ClientTicker(Talk talk, DrillResults results, boolean live) {
    this.talk = talk;
    this.results = results;
    this.live = live;
    this.seconds = new ClientSeconds(live);
    this.thread = Thread.ofVirtual().name("clients").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(SECOND);
        look();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (IOException | CanaryLogException | ProblemException unreadable) {
      talk.tell("clients", "unknown", String.valueOf(unreadable.getMessage()));
    } finally {
      closeLog();
    }
  }

  private void look() throws IOException, CanaryLogException, ProblemException {
    var newest = results.canary();
    if (!newest.equals(followed)) {
      closeLog();
      followed = newest;
      log = newest.map(CanaryLog::follow);
      seconds.beginAgain();
    }
    if (log.isPresent()) {
      var line = seconds.after(log.get().poll(), Terminal.now());
      line.filter(_ -> !live || talk.quietFor(SECOND))
          .ifPresent(it -> talk.tell("clients", it.state(), it.detail()));
    }
  }

  private void closeLog() {
    try {
      if (log.isPresent()) {
        log.get().close();
      }
    } catch (IOException unclosable) {
      talk.tell("clients", "unknown", String.valueOf(unclosable.getMessage()));
    }
    log = Optional.empty();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
