package dev.lifeboat.engine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a condition by looking again and again, with a deadline.
final class Await {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Await() {}

  static void until(BooleanSupplier condition, String what) {
    long began = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - began > LONGEST.toNanos()) {
        throw new AssertionError("not within " + LONGEST + ": " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
