package dev.lifeboat.lab.bucket;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Polls a condition until it holds or a deadline passes.
final class Await {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Await() {}

  static void until(String what, Callable<Boolean> holds) throws Exception {
    long begin = System.nanoTime();
    long deadline = begin + DEADLINE.toNanos();
    while (!holds.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + DEADLINE + ": " + what);
      }
      // A tenth of what was waited already: looks cost what is looked at its time.
      LockSupport.parkNanos(Math.max(SHORTEST_NANOS, (System.nanoTime() - begin) / 10));
    }
  }
}
