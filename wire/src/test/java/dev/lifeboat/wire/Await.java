package dev.lifeboat.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.Assertions;

/// Polls until something holds; a test that waits longer than the limit fails, saying what for.
public final class Await {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private Await() {}

  public static void until(String what, Condition condition) throws Exception {
    until(what, LIMIT, condition);
  }

  public static void until(String what, Duration limit, Condition condition) throws Exception {
    long begin = System.nanoTime();
    long end = begin + limit.toNanos();
    while (!holds(condition, end)) {
      if (System.nanoTime() > end) {
        Assertions.fail("waited " + limit + " in vain until " + what);
      }
      // A tenth of what was waited already: looks cost what is looked at its time.
      LockSupport.parkNanos(Math.max(SHORTEST_NANOS, (System.nanoTime() - begin) / 10));
    }
  }

  /// No answer is no answer yet: a machine that is busy with other tests answers late.
  private static boolean holds(Condition condition, long end) throws Exception {
    try {
      return condition.holds();
    } catch (IOException silent) {
      if (System.nanoTime() > end) {
        throw silent;
      }
      return false;
    }
  }

  public interface Condition {
    boolean holds() throws Exception;
  }
}
