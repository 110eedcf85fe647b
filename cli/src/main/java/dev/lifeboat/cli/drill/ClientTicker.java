package dev.lifeboat.cli.drill;

import dev.lifeboat.canary.CanaryLog;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.ProgressListener;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.measure.Progress;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Tells each second of a drill what its canary sees, from the canary's own log. Reads a few lines
/// a second; ends when closed. Thread-safe.
final class ClientTicker implements AutoCloseable {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ProgressListener told;
  private final Supplier<Optional<Path>> canary;
  private final ClientSeconds seconds = new ClientSeconds();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile String who = "clients";
  private Optional<Path> followed = Optional.empty();
  private Optional<CanaryLog> log = Optional.empty();

  /// @param canary the log of the one that writes now
  ClientTicker(ProgressListener told, Supplier<Optional<Path>> canary) {
    this.told = told;
    this.canary = canary;
    Thread.ofVirtual().name("clients").start(this::run);
  }

  private void run() {
    try {
      while (!ended.await(SECOND.toMillis(), TimeUnit.MILLISECONDS)) {
        tick();
      }
    } catch (InterruptedException unwanted) {
      Thread.currentThread().interrupt();
    } catch (IOException | CanaryLogException | ProblemException unreadable) {
      tellUnreadable(FileFailure.reason(unreadable));
    }
  }

  private synchronized void tick() throws IOException, CanaryLogException, ProblemException {
    look().flatMap(now -> seconds.after(now, who, Terminal.now())).ifPresent(told::on);
  }

  private Optional<Progress> look() throws IOException, CanaryLogException, ProblemException {
    if (ended.getCount() == 0) {
      return Optional.empty();
    }
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
  void tellSeen() {
    seen().ifPresent(seen -> told.tell(who, "seen", words(seen)));
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
      told.tell(who, "unknown", FileFailure.told(unclosable));
    }
    log = Optional.empty();
  }

  private synchronized void tellUnreadable(String why) {
    if (ended.getCount() > 0) {
      told.tell(who, "unknown", why);
    }
  }

  /// Nothing is told once it returns: what is told is kept, and sealed next.
  @Override
  public synchronized void close() {
    ended.countDown();
    closeLog();
  }
}
