package dev.lifeboat.lab.drill;

import dev.lifeboat.lab.bucket.BucketClient;
import dev.lifeboat.lab.bucket.BucketState;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.time.Duration;

/// Waits until what a bucket accepted is in the other region too, although users go on writing.
///
/// @param look how long one look at it waits
record Arrival(Gateway gateway, Wait look) {
  static final Wait WAIT = new Wait(Duration.ofSeconds(10), Duration.ofMillis(20));

  /// A gateway tells ages in whole ones.
  private static final Duration TICK = Duration.ofMillis(1);

  /// What a gateway says of itself.
  @FunctionalInterface
  interface Gateway {
    BucketState state() throws IOException, InterruptedException;
  }

  Arrival(BucketClient gateway) {
    this(gateway::state, WAIT);
  }

  /// Whether all that was accepted before this call arrives in time.
  boolean ofAllUntilNow() throws IOException, InterruptedException {
    long since = System.nanoTime();
    return look.until(() -> {
      // Before it answers: else what was accepted within that time would count as arrived.
      var age = Duration.ofNanos(System.nanoTime() - since).minus(TICK);
      return gateway.state().hasSentAllBefore(age);
    });
  }

  /// The same, for as long as less and less is under way: a busy machine takes its time, and over a
  /// link that is cut nothing moves.
  boolean ofAllWhileItMoves() throws IOException, InterruptedException {
    int left = Integer.MAX_VALUE;
    int queue = gateway.state().queue();
    while (queue < left) {
      if (ofAllUntilNow()) {
        return true;
      }
      left = queue;
      queue = gateway.state().queue();
    }
    return false;
  }
}
