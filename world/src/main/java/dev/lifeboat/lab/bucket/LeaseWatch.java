package dev.lifeboat.lab.bucket;

import dev.lifeboat.guard.KeeperClient;
import dev.lifeboat.guard.PassRequest;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.wire.CallSigner;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Whether this region holds its workload's lease, as its keeper says again and again. What was
/// heard last counts until the keeper's own limit, from when the question was *sent*: a gateway
/// that was frozen, or whose keeper is gone, stops by itself.
final class LeaseWatch implements Runnable {
  private static final Duration ASK_EVERY = Duration.ofMillis(250);

  private final KeeperClient keeper;
  private final String workload;
  private final String bucket;
  private final MonotonicClock clock;
  private final ReentrantReadWriteLock answering = new ReentrantReadWriteLock();
  private volatile Duration heldUntil;

  /// @param bucket whose gateway asks
  /// @param signer of what it asks the keeper
  LeaseWatch(BucketConfig.Keeper config, String bucket, CallSigner signer, MonotonicClock clock) {
    this.keeper = new KeeperClient(config.url(), signer);
    this.workload = config.workload();
    this.bucket = bucket;
    this.clock = clock;
    this.heldUntil = clock.now();
  }

  /// Whether a write may be answered at this moment. Under which epoch does not matter here: no
  /// other region holds the lease meanwhile, and the role book knows the epochs of its roles.
  boolean isHeld() {
    return clock.now().compareTo(heldUntil) < 0;
  }

  /// Answers a client's write if that is allowed at this moment.
  ///
  /// @return whether it was
  boolean answer(Answer write) throws IOException {
    answering.readLock().lock();
    try {
      boolean held = isHeld();
      if (held) {
        write.send();
      }
      return held;
    } finally {
      answering.readLock().unlock();
    }
  }

  /// What a client is sent.
  @FunctionalInterface
  interface Answer {
    void send() throws IOException;
  }

  /// Asks until it is interrupted. Once it may write no more it says so at once: whoever hands the
  /// lease back waits for that.
  @Override
  public void run() {
    try {
      while (true) {
        boolean writes = isHeld();
        if (!writes) {
          awaitAnswers();
        }
        ask(writes);
        if (!writes || isHeld()) {
          Thread.sleep(ASK_EVERY);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns once every answer that was allowed has been sent.
  private void awaitAnswers() throws InterruptedException {
    answering.writeLock().lockInterruptibly();
    answering.writeLock().unlock();
  }

  private void ask(boolean writing) throws InterruptedException {
    var sentAt = clock.now();
    try {
      var pass = keeper.pass(workload, new PassRequest(bucket, sentAt.toNanos(), writing));
      heldUntil = sentAt.plus(Duration.ofMillis(pass.leftMillis()));
    } catch (IOException silence) {
      // What was heard before runs out by itself.
      System.err.println("the lease keeper is silent: " + silence.getMessage());
    }
  }
}
