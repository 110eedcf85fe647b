package dev.lifeboat.lab.bucket;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Ships the queue to the peer, and on a writer keeps both sides compared. One loop on a thread of
/// its own; each version in flight has a virtual thread, and none outlives the loop.
final class Sender implements Runnable {
  private static final System.Logger LOG = System.getLogger(Sender.class.getName());

  /// Versions in flight at once: at 80 ms one way, 32 still carry 200 versions a second.
  private static final int IN_FLIGHT = 32;

  /// How often an idle sender asks whether the peer is there.
  private static final Duration IDLE = Duration.ofMillis(200);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);
  private static final Duration END_PATIENCE = Duration.ofSeconds(10);

  /// A comparison lists both buckets, which their stores must serve beside the clients. So that
  /// clients whose writes fail under it do not cause the next one at once, its duration times this
  /// passes before one under the same epoch.
  private static final int BREATHS = 4;

  private final RegionBucket own;
  private final PeerClient peer;
  private final Reconciliation reconciliation;
  private final Optional<Protection> protection;
  private volatile boolean peerReachable;

  /// The peer refused entries of epochs up to this one; they are not shipped again.
  private volatile long refusedEpoch;

  private volatile boolean failed;
  private long comparedEpoch;
  private long compareAgainNanos;
  private String lastRefusal = "";

  /// @param protection told while the peer is equal; empty if clients never wait for it
  Sender(
      RegionBucket own,
      PeerClient peer,
      Reconciliation reconciliation,
      Optional<Protection> protection) {
    this.own = own;
    this.peer = peer;
    this.reconciliation = reconciliation;
    this.protection = protection;
  }

  boolean peerReachable() {
    return peerReachable;
  }

  /// Runs until interrupted.
  @Override
  public void run() {
    try (var flights = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        while (true) {
          round(flights);
        }
      } catch (InterruptedException end) {
        flights.shutdownNow();
        Thread.currentThread().interrupt();
      }
    }
  }

  private void round(ExecutorService flights) throws InterruptedException {
    try {
      protect(own.roles().standing());
      if (failed) {
        failed = false;
        Thread.sleep(PAUSE_AFTER_FAILURE);
        look();
      }
      var standing = own.roles().standing();
      if (standing.role() == BucketRole.WRITER) {
        keepCompared(standing.epoch());
      }
      var next = own.queue().take(this::shippable, IN_FLIGHT, IDLE);
      if (next.isPresent()) {
        flights.execute(() -> fly(next.get()));
      } else {
        look();
      }
    } catch (PeerClient.Superseded superseded) {
      var why = superseded.toString();
      if (!why.equals(lastRefusal)) {
        LOG.log(Level.WARNING, "the peer refuses this writer: {0}", why);
      }
      lastRefusal = why;
      failed = true;
    } catch (IOException failure) {
      noteFailure(failure);
    }
  }

  private boolean shippable(PendingVersion entry) {
    var standing = own.roles().standing();
    return entry.epoch() > refusedEpoch
        && (standing.role() == BucketRole.REPLICA || reconciliation.compared(standing.epoch()));
  }

  /// A comparison comes before anything is shipped: else a version that a crash kept out of the
  /// queue would arrive after a newer one of its key.
  private void keepCompared(long epoch) throws IOException, InterruptedException {
    if (!reconciliation.compared(epoch)) {
      boolean isTime = epoch != comparedEpoch || System.nanoTime() - compareAgainNanos >= 0;
      if (isTime && own.queue().awaitIdle(END_PATIENCE)) {
        compare(epoch);
      }
    } else if (!reconciliation.done(epoch) && reconciliation.caughtUp()) {
      reconciliation.rewind(epoch);
    }
  }

  private void protect(RoleBook.Standing standing) {
    if (standing.role() == BucketRole.WRITER && reconciliation.done(standing.epoch())) {
      protection.ifPresent(it -> it.equal(standing.epoch()));
    }
  }

  private void compare(long epoch) throws IOException, InterruptedException {
    var life = peer.life();
    long began = System.nanoTime();
    try {
      reconciliation.compare(epoch, life);
    } finally {
      long ended = System.nanoTime();
      comparedEpoch = epoch;
      compareAgainNanos = ended + BREATHS * (ended - began);
    }
  }

  private void look() throws IOException, InterruptedException {
    var life = peer.life();
    if (!peerReachable) {
      LOG.log(Level.DEBUG, "the peer answers");
    }
    peerReachable = true;
    if (own.roles().standing().role() == BucketRole.WRITER && !reconciliation.madeWith(life)) {
      reconciliation.doubt();
    }
  }

  private void fly(PendingVersion entry) {
    boolean done = false;
    try {
      ship(entry);
      done = true;
      peerReachable = true;
    } catch (PeerClient.Superseded superseded) {
      refusedEpoch = Math.max(refusedEpoch, entry.epoch());
    } catch (IOException failure) {
      noteFailure(failure);
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    } finally {
      land(entry, done);
    }
  }

  private void land(PendingVersion entry, boolean done) {
    try {
      own.queue().landed(entry, done);
    } catch (IOException failure) {
      // The queue's file still holds the entry: after a restart it is shipped again, harmlessly.
      LOG.log(Level.WARNING, "cannot note that " + entry.key() + " was shipped", failure);
    }
  }

  private void ship(PendingVersion entry) throws IOException, InterruptedException {
    if (entry.marker()) {
      peer.putMarker(entry);
      return;
    }
    var content = own.s3().get(entry.key(), entry.version());
    if (content.isEmpty()) {
      return; // Removed for good since it was queued: nothing is left to ship.
    }
    try (var _ = content.get().body()) {
      peer.put(entry, content.get());
    }
  }

  private void noteFailure(IOException failure) {
    if (peerReachable) {
      LOG.log(Level.WARNING, "the peer does not answer: {0}", failure.toString());
    }
    peerReachable = false;
    failed = true;
  }
}
