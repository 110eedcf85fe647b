package dev.lifeboat.vault;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Has the store keep what a new snapshot needs for as long as that stays, before it shows; does
/// nothing where the store has no locks. One thread.
final class SnapshotKeep {
  /// A rule that is younger may not count yet for a log that is kept part by part.
  private static final Duration RULES = Duration.ofHours(1);

  private final VaultStore store;
  private final Trail trail;
  private final InstantSource clock;
  private Optional<LockRenewal> renewal = Optional.empty();
  private List<VaultRetention> rules = List.of();
  private Instant read = Instant.MIN;

  SnapshotKeep(VaultStore store, Trail trail, InstantSource clock) {
    this.store = store;
    this.trail = trail;
    this.clock = clock;
  }

  /// Has packs and keys stay as long as a snapshot that is about to show.
  ///
  /// @param found packs that were there before
  /// @param written packs of its own
  /// @param begun when the first of them may have been put
  /// @return whether all of them are there
  boolean keep(
      Snapshot snapshot, Collection<String> found, Collection<String> written, Instant begun)
      throws IOException {
    var locks = renewal();
    if (locks.isEmpty()) {
      return true;
    }
    var own = written.stream().map(KeptObject::pack).toList();
    locks.get().learn(own, begun.plus(locks.get().term().each()));
    var end = end(locks.get(), snapshot, begun);
    var keys =
        store.list(Shelf.KEYS).stream().map(it -> new KeptObject(Shelf.KEYS, it.name())).toList();
    var _ = locks.get().keep(keys, end); // One that is gone was removed.
    var packs = Stream.concat(own.stream(), found.stream().map(KeptObject::pack)).toList();
    return locks.get().keep(packs, end);
  }

  /// The same of its manifest, once that is there.
  void keep(Snapshot snapshot, Instant begun) throws IOException {
    var locks = renewal();
    if (locks.isPresent()) {
      var manifest = List.of(KeptObject.manifest(snapshot));
      locks.get().learn(manifest, begun.plus(locks.get().term().each()));
      var _ = locks.get().keep(manifest, end(locks.get(), snapshot, begun));
    }
  }

  private Optional<LockRenewal> renewal() throws IOException {
    if (renewal.isEmpty()) {
      renewal = store.locks().map(it -> new LockRenewal(it, clock));
    }
    return renewal;
  }

  private Instant end(LockRenewal locks, Snapshot snapshot, Instant begun) throws IOException {
    var now = clock.instant();
    if (read.equals(Instant.MIN) || Duration.between(read, now).abs().compareTo(RULES) > 0) {
      rules = trail.read(List.of()).retentions();
      read = now;
    }
    var byRule =
        rules.stream()
            .filter(it -> it.covers(snapshot.source()))
            .map(it -> it.until(snapshot.ended()))
            .max(Instant::compareTo);
    return locks.term().end(begun, byRule.orElse(Instant.MIN));
  }
}
