package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for conditions, with a deadline that only a broken product meets.
final class LabAwait {
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(3);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private LabAwait() {}

  static void until(BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin >= LONGEST_NANOS) {
        throw new AssertionError("the condition did not come true within 3 min");
      }
      pauseSince(begin);
    }
  }

  /// The same, of a process: if it never comes true, what that logged is told.
  static void until(Path log, BooleanSupplier condition) {
    try {
      until(condition);
    } catch (AssertionError never) {
      try {
        throw new AssertionError(never.getMessage() + ":\n" + Files.readString(log), never);
      } catch (IOException unread) {
        never.addSuppressed(unread);
        throw never;
      }
    }
  }

  /// Waits until a look at the world finds what is expected; tells the difference if it never does.
  static <T> void same(T expected, Supplier<T> look) {
    long begin = System.nanoTime();
    var seen = look.get();
    while (!seen.equals(expected) && System.nanoTime() - begin < LONGEST_NANOS) {
      pauseSince(begin);
      seen = look.get();
    }
    assertThat(seen).isEqualTo(expected);
  }

  /// A tenth of what was waited already: looks cost what is looked at its time.
  private static void pauseSince(long begin) {
    LockSupport.parkNanos(Math.max(POLL_NANOS, (System.nanoTime() - begin) / 10));
  }

  /// One poll's pause, for loops that look at the world themselves.
  static void pause() {
    LockSupport.parkNanos(POLL_NANOS);
  }
}
