package dev.lifeboat.lab.admin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// Polls a condition until it holds.
public final class Await {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration STEP = Duration.ofMillis(2);

  private Await() {}

  /// Fails the test when the condition does not hold in time; a condition that throws does not
  /// hold.
  public static void until(String what, Callable<Boolean> condition) {
    long begin = System.nanoTime();
    Exception last = null;
    while (System.nanoTime() - begin < LIMIT.toNanos()) {
      try {
        if (condition.call()) {
          return;
        }
      } catch (Exception notYet) {
        last = notYet;
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    throw new AssertionError("not within " + LIMIT + ": " + what, last);
  }
}
