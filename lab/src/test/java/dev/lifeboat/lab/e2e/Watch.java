package dev.lifeboat.lab.e2e;

import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Watcher;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// The watch as a drill runs it, on a thread of its own, with what it made of the rounds so far.
final class Watch implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int STEADY = 5;

  private final AtomicInteger up = new AtomicInteger();
  private final AtomicBoolean suspected = new AtomicBoolean();
  private final AtomicBoolean triggered = new AtomicBoolean();
  private final Thread thread;

  Watch(RunningLab lab) throws Exception {
    var clock = Clock.systemUTC();
    var watcher =
        new Watcher(
            clock,
            Thread::sleep,
            lab.lab.views(lab.shop),
            (round, detector) -> heard(detector.verdict()));
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

  private void heard(Detector.Verdict verdict) {
    switch (verdict) {
      case Detector.Verdict.Up() -> up.incrementAndGet();
      case Detector.Verdict.Suspected(_), Detector.Verdict.Disputed(_, _) -> suspected.set(true);
      case Detector.Verdict.Down(_, _) -> triggered.set(true);
    }
  }

  /// Waits for further rounds that find the primary up, or for the end of the watch.
  void awaitUp() {
    int target = up.get() + STEADY;
    Await.until(() -> up.get() >= target || triggered.get());
  }

  boolean suspected() {
    return suspected.get();
  }

  boolean triggered() {
    return triggered.get();
  }

  @Override
  public void close() {
    thread.interrupt();
    Await.until(() -> !thread.isAlive());
  }
}
