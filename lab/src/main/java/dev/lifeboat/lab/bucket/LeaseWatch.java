package dev.lifeboat.lab.bucket;

import dev.lifeboat.agent.lease.KeeperClient;
import dev.lifeboat.agent.vote.MonotonicClock;
import java.io.IOException;
import java.time.Duration;

/// Whether this region holds its workload's lease, as its keeper says again and again. What was
/// heard last counts until the keeper's own limit, from when the question was *sent*: a gateway
/// that was frozen, or whose keeper is gone, stops by itself.
final class LeaseWatch implements Runnable {
  private static final Duration ASK_EVERY = Duration.ofMillis(250);

  private final KeeperClient keeper;
  private final String workload;
  private final MonotonicClock clock;
  private volatile Duration heldUntil;

  LeaseWatch(BucketConfig.Keeper config, MonotonicClock clock) {
    this.keeper = new KeeperClient(config.url());
    this.workload = config.workload();
    this.clock = clock;
    this.heldUntil = clock.now();
  }

  /// Whether a write may be answered at this moment. Under which epoch does not matter here: no
  /// other region holds the lease meanwhile, and the role book knows the epochs of its roles.
  boolean isHeld() {
    return clock.now().compareTo(heldUntil) < 0;
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
    var sentAt = clock.now();
    try {
      var state = keeper.state(workload);
      var left = Duration.ofMillis(state.held() ? state.remainingMillis() : 0);
      heldUntil = sentAt.plus(left);
    } catch (IOException silence) {
      // What was heard before runs out by itself.
      System.err.println("the lease keeper is silent: " + silence.getMessage());
    }
  }
}
