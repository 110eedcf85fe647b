package dev.lifeboat.lab.drill;

import dev.lifeboat.lab.bucket.BucketClient;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.time.Duration;

/// Waits until what a bucket accepted is in the other region too, although users go on writing.
record Arrival(BucketClient gateway) {
  static final Wait WAIT = new Wait(Duration.ofSeconds(10), Duration.ofMillis(20));

  /// Whether all that was accepted before this call arrives in time.
  boolean ofAllUntilNow() throws IOException, InterruptedException {
    long since = System.nanoTime();
    return WAIT.until(
        () -> gateway.state().hasSentAllBefore(Duration.ofNanos(System.nanoTime() - since)));
  }
}
