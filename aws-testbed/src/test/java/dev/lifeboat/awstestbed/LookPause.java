package dev.lifeboat.awstestbed;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Between two looks at what comes by itself, so that whoever looks keeps no processor from it.
public final class LookPause {
  private static final Duration SPAN = Duration.ofMillis(100);

  private LookPause() {}

  public static void pass() {
    LockSupport.parkNanos(SPAN.toNanos());
  }
}
