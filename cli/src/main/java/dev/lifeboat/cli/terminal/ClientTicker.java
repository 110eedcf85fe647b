package dev.lifeboat.cli.terminal;

import dev.lifeboat.canary.CanaryLog;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.measure.Progress;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Tells while a run goes on what its canary sees, from the canary's own log: once a second where
/// nothing else is said, so that a person never looks at a still screen. Reads a few lines a
/// second; ends when closed. Thread-safe.
public final class ClientTicker implements AutoCloseable {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ProgressPrinter progress;
  private final Supplier<Optional<Path>> canary;
  private final ClientSeconds seconds;
  private final boolean live;
  private final Thread thread;
  private volatile String who = "clients";
  private Optional<Path> followed = Optional.empty();
  private Optional<CanaryLog> log = Optional.empty();

  /// @param canary the log of the one that writes now
  /// @param live whether somebody looks at a terminal
  public ClientTicker(ProgressPrinter progress, Supplier<Optional<Path>> canary, boolean live) {
    this.progress = progress;
    this.canary = canary;
    this.live = live;
    this.seconds = new ClientSeconds(live);
    this.thread = Thread.ofVirtual().name("clients").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(SECOND);
        tick();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (IOException | CanaryLogException | ProblemException unreadable) {
      progress.tell(who, "unknown", FileFailure.reason(unreadable));
    } finally {
      closeLog();
    }
  }

  private synchronized void tick() throws IOException, CanaryLogException, ProblemException {
    look()
        .flatMap(now -> seconds.after(now, Terminal.now()))
        .filter(_ -> !live || progress.quietFor(SECOND))
        .ifPresent(line -> progress.tell(who, line.state(), line.detail()));
  }

  private Optional<Progress> look() throws IOException, CanaryLogException, ProblemException {
    var newest = canary.get();
    if (!newest.equals(followed)) {
      closeLog();
      followed = newest;
      log = newest.map(CanaryLog::follow);
      seconds.beginAgain();
    }
    if (log.isEmpty()) {
      return Optional.empty();
    }
    var seen = log.get().poll();
    // Only what comes through the front door is what clients see.
    who = seen.basis() == Canary.Basis.FRONT_DOOR ? "clients" : "canary";
    return Optional.of(seen);
  }

  /// Tells what is seen at this moment, such as `412 acknowledged, 38 refused, 2 unanswered, down
  /// for 1.10 s`; nothing when the log cannot be read, which the next tick tells.
  public void tellSeen() {
    seen().ifPresent(seen -> progress.tell(who, "seen", words(seen)));
  }

  private synchronized Optional<Progress> seen() {
    try {
      return look();
    } catch (IOException | CanaryLogException | ProblemException unreadable) {
      return Optional.empty();
    }
  }

  private static String words(Progress seen) {
    var now = Terminal.now();
    return "%d acknowledged, %d refused, %d unanswered, %s"
        .formatted(
            seen.acknowledged(),
            seen.refused(),
            seen.unknown(),
            seen.downSince()
                .map(since -> "down for " + Spans.took(Duration.between(since, now)))
                .orElse("served"));
  }

  private synchronized void closeLog() {
    try {
      if (log.isPresent()) {
        log.get().close();
      }
    } catch (IOException unclosable) {
      progress.tell(who, "unknown", FileFailure.told(unclosable));
    }
    log = Optional.empty();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
