package dev.lifeboat.lab.e2e;

import dev.lifeboat.provider.Round;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Watcher;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// The watch as a drill runs it, on a thread of its own, with what it made of the rounds so far.
final class LabWatch implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int STEADY = 5;

  private final AtomicInteger up = new AtomicInteger();
  private final Queue<String> suspicions = new ConcurrentLinkedQueue<>();
  private final AtomicReference<String> down = new AtomicReference<>();
  private final Thread thread;

  LabWatch(RunningLab lab) throws Exception {
    var clock = Clock.systemUTC();
    var watcher =
        new Watcher(
            clock,
            Thread::sleep,
            lab.lab.views(lab.shop, "east"),
            (round, detector) -> heard(round, detector.verdict()));
    thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                var _ =
                    watcher.untilDown(lab.shop.failover().detect(), clock.instant().plus(LONGEST));
              } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void heard(Round round, Detector.Verdict verdict) {
    switch (verdict) {
      case Detector.Verdict.Up() -> up.incrementAndGet();
      case Detector.Verdict.Suspected(var why) -> suspicions.add(why);
      case Detector.Verdict.Disputed(var why, _) -> suspicions.add(why);
      case Detector.Verdict.UsersOut(_, var views) -> suspicions.add(String.join("; ", views));
      case Detector.Verdict.Down(var since, var views) ->
          down.set("%s after %s: %s".formatted(Duration.between(since, round.at()), since, views));
    }
  }

  /// Waits for further rounds that find the primary up, or for the end of the watch.
  void awaitUp() {
    int target = up.get() + STEADY;
    LabAwait.until(() -> up.get() >= target || triggered().isPresent());
  }

  /// Whether it ever held back for a reason that says `why`.
  boolean suspected(String why) {
    return suspicions.stream().anyMatch(it -> it.contains(why));
  }

  /// Why it would have failed over.
  Optional<String> triggered() {
    return Optional.ofNullable(down.get());
  }

  @Override
  public void close() {
    thread.interrupt();
    LabAwait.until(() -> !thread.isAlive());
  }
}
