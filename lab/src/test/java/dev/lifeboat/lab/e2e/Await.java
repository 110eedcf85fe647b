package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for conditions, with a deadline that only a broken product meets.
final class Await {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Await() {}

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        throw new AssertionError("the condition did not come true within 60 s");
      }
      pause();
    }
  }

  /// Waits until a look at the world finds what is expected; tells the difference if it never does.
  static <T> void same(T expected, Supplier<T> look) {
    long end = System.nanoTime() + LONGEST_NANOS;
    while (!look.get().equals(expected) && System.nanoTime() - end < 0) {
      pause();
    }
    assertThat(look.get()).isEqualTo(expected);
  }

  /// One poll's pause, for loops that look at the world themselves.
  static void pause() {
    LockSupport.parkNanos(POLL_NANOS);
  }
}
