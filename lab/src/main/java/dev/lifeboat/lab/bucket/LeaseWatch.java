package dev.lifeboat.lab.bucket;

import dev.lifeboat.agent.lease.KeeperClient;
import java.io.IOException;
import java.time.Duration;

/// Whether this region holds its workload's lease, as its keeper says again and again. What was
/// heard last counts until the keeper's own limit, from when the question was *sent*: a gateway
/// that was frozen, or whose keeper is gone, stops by itself.
final class LeaseWatch implements Runnable {
  private static final Duration ASK_EVERY = Duration.ofMillis(250);

  private final KeeperClient keeper;
  private final String workload;
  private volatile Heard heard = new Heard(0, System.nanoTime());

  /// @param untilNanos of `System.nanoTime()`
  private record Heard(long epoch, long untilNanos) {}

  LeaseWatch(BucketConfig.Keeper config) {
    this.keeper = new KeeperClient(config.url());
    this.workload = config.workload();
  }

  /// Whether a write may be answered at this moment.
  boolean holds(long epoch) {
    var now = heard;
    return now.epoch() == epoch && System.nanoTime() - now.untilNanos() < 0;
  }

  /// Asks until it is interrupted.
  @Override
  public void run() {
    try {
      while (true) {
        ask();
        Thread.sleep(ASK_EVERY);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() throws InterruptedException {
    long sentAt = System.nanoTime();
    try {
      var state = keeper.state(workload);
      var left = Duration.ofMillis(state.held() ? state.remainingMillis() : 0);
      heard = new Heard(state.epoch(), sentAt + left.toNanos());
    } catch (IOException silence) {
      // What was heard before runs out by itself.
      System.err.println("the lease keeper is silent: " + silence.getMessage());
    }
  }
}
