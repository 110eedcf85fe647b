package dev.lifeboat.lab.bucket;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Compares a writer with its peer: first what the peer lacks is queued, then, once that has
/// arrived, the peer's current versions are made those of the writer. Called by the sender's thread
/// alone, except for [#doubt], [#compared] and [#done].
final class Reconciliation {
  private static final Duration IDLE_PATIENCE = Duration.ofSeconds(10);

  private final RegionBucket own;
  private final PeerClient peer;
  private final AtomicLong doubts = new AtomicLong(1);
  private volatile Progress progress = new Progress(0, 0, "", 0, false);

  /// How far the comparison is.
  ///
  /// @param epoch for which it holds
  /// @param doubts those known when it began; a later one makes it void
  /// @param life of the peer that it was made with
  /// @param backlog the last queue entry that it found missing
  private record Progress(long epoch, long doubts, String life, long backlog, boolean rewound) {}

  Reconciliation(RegionBucket own, PeerClient peer) {
    this.own = own;
    this.peer = peer;
  }

  /// Something may have been stored without being queued: compare again.
  void doubt() {
    doubts.incrementAndGet();
  }

  /// Whether all that the peer lacks is known to be in the queue.
  boolean compared(long epoch) {
    return progress.epoch() == epoch && progress.doubts() == doubts.get();
  }

  /// Whether also what was missing has arrived, and the peer's current versions are the writer's.
  boolean done(long epoch) {
    return compared(epoch) && progress.rewound();
  }

  boolean madeWith(String life) {
    return progress.life().equals(life);
  }

  /// Queues what the peer lacks. Nothing may be in flight.
  void compare(long epoch, String life) throws IOException, InterruptedException {
    long doubted = doubts.get();
    long mark = own.queue().mark();
    var catalog = own.catalog();
    var held = peer.identities(epoch);
    var missing = new ArrayList<StoredVersion>();
    catalog
        .versions()
        .forEach((key, versions) -> {
          var heldOfKey = held.getOrDefault(key, Set.of());
          for (var version : versions.reversed()) {
            if (counts(version)
                && !catalog.identity(version).equals(Identities.COVER)
                && !heldOfKey.contains(catalog.identity(version))) {
              missing.add(version);
            }
          }
        });
    own.queue().replaceUpTo(mark, missing, catalog, epoch);
    progress = new Progress(epoch, doubted, life, own.queue().mark(), false);
  }

  /// Whether the missing versions have arrived, so that [#rewind] may follow.
  boolean caughtUp() {
    return own.queue().emptyUpTo(progress.backlog());
  }

  /// Makes the peer's current versions the writer's. The sender ships nothing meanwhile, so that no
  /// newer version can be pushed below an older one.
  void rewind(long epoch) throws IOException, InterruptedException {
    if (!own.queue().awaitIdle(IDLE_PATIENCE)) {
      return;
    }
    // Keys in the queue before or after the listing: what was stored in between is in the latter.
    var pending = own.queue().keys();
    var catalog = own.catalog();
    pending.addAll(own.queue().keys());
    var listing = new ArrayList<PeerClient.KeyLine>();
    catalog
        .versions()
        .forEach((key, versions) ->
            listing.add(
                new PeerClient.KeyLine(
                    key,
                    versions.stream().filter(this::counts).map(catalog::identity).toList(),
                    pending.contains(key))));
    var result = peer.rewind(listing, epoch);
    if (result.rewound() == 0) {
      // Only a look that found nothing to change proves that nothing diverged is current.
      var now = progress;
      progress = new Progress(now.epoch(), now.doubts(), now.life(), now.backlog(), true);
    }
  }

  /// Whether it is the writer's own. What clients read here is, also where an earlier writer called
  /// it diverged and was lost before it could put its own version on top.
  private boolean counts(StoredVersion version) {
    return version.current() || !own.diverged().contains(version);
  }
}
