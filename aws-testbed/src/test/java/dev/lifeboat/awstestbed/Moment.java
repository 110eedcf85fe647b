package dev.lifeboat.awstestbed;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Between two looks at what comes by itself, so that whoever looks keeps no processor from it.
final class Moment {
  private static final Duration SPAN = Duration.ofMillis(100);

  private Moment() {}

  static void pass() {
    LockSupport.parkNanos(SPAN.toNanos());
  }
}
