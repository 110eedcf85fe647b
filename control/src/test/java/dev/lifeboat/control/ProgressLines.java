package dev.lifeboat.control;

import dev.lifeboat.engine.People;
import dev.lifeboat.runbook.Step;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Keeps what a use case tells, an event a line. Thread-safe.
final class ProgressLines implements ProgressListener {
  /// Nobody is there to answer.
  private static final People NOBODY =
      new People() {
        @Override
        public Optional<Answer> ask(Step.Ask ask) {
          return Optional.empty();
        }

        @Override
        public String tell(Step.Tell tell) {
          return "shown";
        }
      };

  private final StringBuilder lines = new StringBuilder();

  @Override
  public synchronized void on(ProgressEvent event) {
    lines.append(
        switch (event) {
          case ProgressEvent.Noted(var phase, var state, var detail) ->
              "%s %s %s\n".formatted(phase, state, detail);
          default -> event + "\n";
        });
    notifyAll();
  }

  /// Waits until a line with `words` was told.
  synchronized void await(String words) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (lines.indexOf(words) < 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("'%s' was not told within 20 s, but: %s".formatted(words, lines));
      }
      wait(left);
    }
  }

  /// Ann, in this process, who is told here.
  Requester requester() {
    return requester(host());
  }

  /// Ann, in another process, who is told here.
  Requester requester(HostProcess host) {
    return new Requester("ann", NOBODY, host, this);
  }

  /// This process.
  static HostProcess host() {
    return new HostProcess(
        Clock.systemUTC(),
        Thread::sleep,
        new SecureRandom(),
        () -> ZoneOffset.UTC,
        ProcessHandle.current().pid());
  }

  @Override
  public synchronized String toString() {
    return lines.toString();
  }
}
