package dev.lifeboat.wire;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Polls until something holds. A condition that throws does not hold yet: a machine that is busy
/// with other tests answers late.
public final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(100);
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private Await() {}

  public static void until(String what, Condition condition) {
    until(what, LIMIT, condition);
  }

  /// @throws AssertionError when it did not hold within `limit`, with what it threw last
  public static void until(String what, Duration limit, Condition condition) {
    long begin = System.nanoTime();
    Exception last = null;
    do {
      try {
        if (condition.holds()) {
          return;
        }
      } catch (InterruptedException overdue) {
        throw new AssertionError("interrupted while waiting until " + what, overdue);
      } catch (Exception notYet) {
        last = notYet;
      }
      // A tenth of what was waited already: looks cost what is looked at its time.
      LockSupport.parkNanos(Math.max(SHORTEST_NANOS, (System.nanoTime() - begin) / 10));
    } while (System.nanoTime() - begin <= limit.toNanos());
    throw new AssertionError("waited " + limit + " in vain until " + what, last);
  }

  public interface Condition {
    boolean holds() throws Exception;
  }
}
