package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Has the store keep what a new snapshot needs for as long as that stays, before it shows; does
/// nothing where the store has no locks. One thread.
final class SnapshotKeep {
  /// A rule that is younger may not count yet for a log that is kept part by part.
  private static final Duration RULES = Duration.ofHours(1);

  private final VaultStore store;
  private final VaultKeys keys;
  private final SecureRandom random;
  private final Manifests manifests;
  private final InstantSource clock;
  private Optional<VaultLocks> locks = Optional.empty();
  private Optional<VaultTrail> said = Optional.empty();
  private Instant read = Instant.MIN;
  private Instant looked = Instant.MIN;

  SnapshotKeep(
      VaultStore store,
      VaultKeys keys,
      SecureRandom random,
      Manifests manifests,
      InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.random = random;
    this.manifests = manifests;
    this.clock = clock;
  }

  /// Before anything is put: whoever may not lengthen a lock learns it at once.
  void begin(Instant begun) throws IOException {
    if (locks().isPresent()) {
      locks.get().keepKeys(locks.get().term().end(begun, Instant.MIN));
    }
  }

  /// Lengthens what other snapshots need, as holds, rules and the log behind a base say by now. No
  /// point of the log needs the base before any longer, once there is a new one.
  void others(Snapshot beside, ChunkIndex index) throws IOException {
    if (locks().isPresent()) {
      var margin =
          DatabaseSource.of(beside).isPresent() ? Duration.ZERO : locks.get().term().slack();
      retained().lengthen(locks.get(), margin, () -> index);
    }
  }

  /// The same beside a part of a log, now and then: there are many.
  void othersOfPart() throws IOException {
    if (locks().isEmpty()) {
      return;
    }
    var slack = locks.get().term().slack();
    var now = clock.instant();
    if (looked.equals(Instant.MIN) || Duration.between(looked, now).abs().compareTo(slack) > 0) {
      retained().lengthen(locks.get(), slack, () -> ChunkIndex.load(store, keys, true));
      looked = now;
    }
  }

  private RetainedLocks retained() {
    return new RetainedLocks(store, keys, manifests, clock);
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
    if (locks().isEmpty()) {
      return true;
    }
    var end = end(locks.get(), snapshot, begun);
    locks.get().keepKeys(end);
    var words = said.stream().flatMap(it -> it.words().stream()).map(KeptObject::entry).toList();
    var _ = locks.get().keep(words, end); // A check tells of one that is gone.
    return own(snapshot, written.stream().map(KeptObject::pack).toList(), begun, end)
        && locks.get().keep(found.stream().map(KeptObject::pack).toList(), end);
  }

  /// The same of its manifest and of the entry that tells of it, once they are there.
  void keep(Manifest manifest, Instant begun) throws IOException {
    if (locks().isPresent()) {
      var snapshot = manifest.snapshot();
      var objects = new ArrayList<KeptObject>();
      manifest.told().ifPresent(it -> objects.add(KeptObject.entry(it.entry())));
      objects.add(KeptObject.manifest(snapshot));
      var _ = own(snapshot, objects, begun, end(locks.get(), snapshot, begun));
      if (!DatabaseSource.isLog(snapshot)) {
        locks.get().note();
      }
    }
  }

  /// What was just put has a lock by that. Parts of a log are too many to remember each.
  private boolean own(Snapshot of, List<KeptObject> put, Instant begun, Instant end)
      throws IOException {
    if (!end.isAfter(begun.plus(locks.orElseThrow().term().each()))) {
      return true;
    }
    return DatabaseSource.isLog(of) ? locks.get().keepOnce(put, end) : locks.get().keep(put, end);
  }

  private Optional<VaultLocks> locks() throws IOException {
    if (locks.isEmpty()) {
      locks = VaultLocks.open(store, keys, random, clock);
    }
    return locks;
  }

  private Instant end(VaultLocks locks, Snapshot snapshot, Instant begun) throws IOException {
    var now = clock.instant();
    if (said.isEmpty() || Duration.between(read, now).abs().compareTo(RULES) > 0) {
      said = Optional.of(manifests.trail(clock).read(List.of()));
      read = now;
    }
    var byRule =
        said.get().retentions().stream()
            .filter(it -> it.covers(snapshot.source()))
            .map(it -> it.until(snapshot.ended()))
            .max(Instant::compareTo);
    return locks.term().end(begun, byRule.orElse(Instant.MIN));
  }
}
