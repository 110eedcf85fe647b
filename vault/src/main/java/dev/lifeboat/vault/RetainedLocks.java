package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/// Has the store keep what is there for as long as holds, rules and the log behind a base say by
/// now. What is known to stay long enough is not asked for: mostly this makes no call for a pack.
record RetainedLocks(VaultStore store, VaultKeys keys, Manifests manifests, InstantSource clock) {
  /// A lock that counts from a put does so by the store's clock, and some round it down.
  private static final Duration CLOCKS = Duration.ofHours(1);

  /// Where an index of the vault comes from.
  interface IndexSource {
    ChunkIndex load() throws IOException;
  }

  /// Lengthens what is due.
  ///
  /// @param margin how much sooner than needed is not due yet
  void lengthen(VaultLocks locks, Duration margin, IndexSource index) throws IOException {
    lengthen(locks, margin, (snapshot, least) -> locks.known(snapshot).isBefore(least), index);
  }

  /// The same of all that stay, whatever is known of their manifests.
  void lengthenAll(VaultLocks locks, IndexSource index) throws IOException {
    var now = clock.instant();
    lengthen(locks, Duration.ZERO, (_, least) -> least.isAfter(now), index);
  }

  private void lengthen(
      VaultLocks locks, Duration margin, BiPredicate<Snapshot, Instant> due, IndexSource index)
      throws IOException {
    var all = manifests.all(_ -> {});
    var trail = manifests.trail(clock).read(List.of());
    var ends = new LockEnds(locks.term(), trail, clock.instant());
    var snapshots = all.stream().map(Manifest::snapshot).toList();
    var least = new LockNeeds(ends.of(snapshots, margin));
    var those = all.stream().filter(it -> due.test(it.snapshot(), least.end(it))).toList();
    boolean entries = locks.keepTrail(trail);
    if (!those.isEmpty()) {
      var needs = new LockNeeds(ends.of(snapshots, Duration.ZERO));
      keep(needs, objects(needs, those, locks, trail, index.load()), locks);
    }
    if (entries || !those.isEmpty()) {
      locks.note();
    }
  }

  /// Locks that end sooner than a snapshot that needs them, as the store says.
  List<EarlyLock> early(VaultLocks locks, List<Manifest> all, ChunkIndex index) throws IOException {
    var trail = manifests.trail(clock).read(List.of());
    var now = clock.instant();
    // Twice, since a backup lengthens them in time.
    var margin = locks.term().slack().multipliedBy(2);
    var snapshots = all.stream().map(Manifest::snapshot).toList();
    var needs = new LockNeeds(new LockEnds(locks.term(), trail, now).of(snapshots, margin));
    var kept = all.stream().filter(it -> needs.end(it).isAfter(now)).toList();
    var objects = objects(needs, kept, locks, trail, index);
    var found = locks.ask(objects.keySet());
    var early = new ArrayList<EarlyLock>();
    objects.forEach((object, of) -> {
      var until = found.get(object);
      if (until != null && until.isBefore(needs.end(of).minus(CLOCKS))) {
        early.add(new EarlyLock(object.toString(), until, of.snapshot().id(), needs.end(of)));
      }
    });
    return early;
  }

  private Map<KeptObject, Manifest> objects(
      LockNeeds needs,
      List<Manifest> snapshots,
      VaultLocks locks,
      VaultTrail trail,
      ChunkIndex index)
      throws IOException {
    var ordered = needs.ordered(snapshots);
    var packs = new PackNeeds(index, new ChunkReader(index, new PackReader(store, keys), keys));
    for (var each : ordered) {
      packs.add(each);
    }
    var opening = new ArrayList<>(locks.slots());
    trail.words().stream().map(KeptObject::entry).forEach(opening::add);
    return needs.objects(ordered, opening, packs.first());
  }

  private static void keep(LockNeeds needs, Map<KeptObject, Manifest> objects, VaultLocks locks)
      throws IOException {
    var others = new LinkedHashMap<Instant, Collection<KeptObject>>();
    var last = new LinkedHashMap<Instant, Collection<KeptObject>>();
    objects.forEach((object, of) ->
        (object.shelf() == Shelf.SNAPSHOTS ? last : others)
            .computeIfAbsent(needs.end(of), _ -> new ArrayList<>())
            .add(object));
    for (var part : List.of(others, last)) {
      for (var each : part.entrySet()) {
        var _ = locks.keep(each.getValue(), each.getKey()); // What is gone a check tells.
      }
    }
  }
}
