package dev.lifeboat.postgres;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Polls a condition until it holds; an exception counts as "not yet".
public final class PostgresAwait {

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration SHORTEST = Duration.ofMillis(5);

  private PostgresAwait() {}

  public static void until(String what, Callable<Boolean> condition) {
    long begin = System.nanoTime();
    long end = begin + LONGEST.toNanos();
    Exception last = null;
    while (System.nanoTime() - end < 0) {
      try {
        if (condition.call()) {
          return;
        }
      } catch (Exception failure) {
        last = failure;
      }
      // A tenth of what was waited already: looks cost what is looked at its time.
      LockSupport.parkNanos(Math.max(SHORTEST.toNanos(), (System.nanoTime() - begin) / 10));
    }
    throw new AssertionError("never came true within " + LONGEST + ": " + what, last);
  }
}
