package dev.lifeboat.lab.drill;

import dev.lifeboat.lab.bucket.BucketClient;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.time.Duration;

/// Waits until what a bucket accepted is in the other region too, although users go on writing.
record Arrival(BucketClient gateway) {
  static final Wait WAIT = new Wait(Duration.ofSeconds(10), Duration.ofMillis(20));

  /// A gateway tells ages in whole ones.
  private static final Duration TICK = Duration.ofMillis(1);

  /// Whether all that was accepted before this call arrives in time.
  boolean ofAllUntilNow() throws IOException, InterruptedException {
    long since = System.nanoTime();
    return WAIT.until(() -> {
      // Before it answers: else what was accepted within that time would count as arrived.
      var age = Duration.ofNanos(System.nanoTime() - since).minus(TICK);
      return gateway.state().hasSentAllBefore(age);
    });
  }
}
