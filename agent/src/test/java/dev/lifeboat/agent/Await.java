package dev.lifeboat.agent;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.Assertions;

/// Polls until something holds; a test that waits longer than the limit fails, saying what for.
public final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Await() {}

  public static void until(String what, Condition condition) throws Exception {
    until(what, LIMIT, condition);
  }

  public static void until(String what, Duration limit, Condition condition) throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        Assertions.fail("waited " + limit + " in vain until " + what);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  public interface Condition {
    boolean holds() throws Exception;
  }
}
