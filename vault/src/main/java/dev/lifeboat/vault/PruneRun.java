package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Frees what no snapshot needs, beside backups that run: it marks packs, and removes those whose
/// mark is due, after a last look which of them are needed. Whatever stops it, the next one goes
/// on.
final class PruneRun {
  /// A backup writes packs before an index file tells of them: so long one may last.
  private static final int UNTOLD = 7;

  /// A pack is renewed when less than one in so many of its bytes is needed.
  private static final int SPARSE = 2;

  private final VaultStore store;
  private final VaultKeys keys;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Manifests manifests;

  PruneRun(VaultStore store, VaultKeys keys, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.random = random;
    this.clock = clock;
    this.manifests = new Manifests(store, keys, random);
  }

  /// What may go.
  ///
  /// @param told packs of which an index file tells
  /// @param untold others, which may be of a backup that runs
  /// @param sparse those of `told` whose rest is renewed before
  private record Garbage(Set<String> told, Set<String> untold, Set<String> sparse) {}

  /// What there was when it began.
  ///
  /// @param sizes of packs, by their names
  private record Seen(List<PruneMark> marks, Map<String, Long> sizes) {
    /// What is marked to go.
    Set<String> condemned() {
      return PruneMark.packs(marks.stream().filter(it -> !it.tellsDamage()).toList());
    }
  }

  PruneResult prune(KeepRules rules, Duration wait, boolean dry)
      throws IOException, InterruptedException {
    var before = new Seen(marks(), sizes());
    try {
      return prune(rules, wait, dry, before);
    } catch (DamageException lost) {
      // Which another one may have removed under this one's eyes.
      requireAlone(before);
      throw lost;
    }
  }

  private PruneResult prune(KeepRules rules, Duration wait, boolean dry, Seen before)
      throws IOException, InterruptedException {
    var snapshots = manifests.whole();
    var trail = manifests.trail(clock).read(snapshots).whole();
    var all = snapshots.stream().map(Manifest::snapshot).toList();
    var latest = clock.instant().plus(wait.dividedBy(PruneMark.MARGIN));
    var superfluous = trail.superfluous(rules, all, latest, clock.instant());
    var retained = trail.retained(superfluous, clock.instant());
    var stay = wanted(trail, superfluous);
    var gone = superfluous.stream().filter(it -> !stay.contains(it)).toList();
    var kept = snapshots.stream().filter(it -> !gone.contains(it.snapshot())).toList();
    var index = ChunkIndex.load(store, keys, true);
    var use = use(index, kept);
    var garbage = garbage(index, use, before.condemned());
    var swept = Set.<String>of();
    if (!dry) {
      new SnapshotRemoval(store, keys, random, clock)
          .remove(ids(gone), "", later -> ids(wanted(later, gone)));
      lengthenLocks(index);
      mark(garbage, index, use, before, wait);
      swept = new PruneSweep(store, keys, random, clock).sweep();
    }
    var marked = new HashSet<>(garbage.told());
    marked.addAll(garbage.untold());
    return new PruneResult(
        gone,
        new PruneResult.Rest(kept.size(), retained),
        marked.size(),
        sum(marked, before.sizes()),
        marked.isEmpty() ? Optional.empty() : Optional.of(clock.instant().plus(wait)),
        garbage.sparse().size(),
        swept.size(),
        sum(swept, before.sizes()));
  }

  /// Of what stays.
  private void lengthenLocks(ChunkIndex index) throws IOException {
    var locks = VaultLocks.open(store, keys, random, clock);
    if (locks.isPresent()) {
      new RetainedLocks(store, keys, manifests, clock)
          .lengthen(locks.get(), locks.get().term().slack(), () -> index);
      locks.get().sweep();
    }
  }

  private List<Snapshot> wanted(VaultTrail trail, List<Snapshot> of) {
    return trail.retained(of, clock.instant()).stream().map(RetainedSnapshot::snapshot).toList();
  }

  private static List<String> ids(List<Snapshot> snapshots) {
    return snapshots.stream().map(Snapshot::id).toList();
  }

  private ChunkUse use(ChunkIndex index, List<Manifest> snapshots) throws IOException {
    var use = new ChunkUse(index, new ChunkReader(index, new PackReader(store, keys), keys));
    for (var snapshot : snapshots) {
      use.add(snapshot);
    }
    return use;
  }

  private static Garbage garbage(ChunkIndex index, ChunkUse use, Set<String> condemned) {
    var indexed =
        index.indexed().values().stream()
            .flatMap(List::stream)
            .map(PackDirectory::pack)
            .collect(Collectors.toSet());
    var garbage = new Garbage(new HashSet<>(), new HashSet<>(), new HashSet<>());
    for (var pack : index.directories()) {
      if (condemned.contains(pack.pack())) {
        continue;
      }
      long needed = use.needed(pack);
      boolean told = indexed.contains(pack.pack());
      if (needed == 0) {
        (told ? garbage.told() : garbage.untold()).add(pack.pack());
      } else if (told
          && needed * SPARSE < pack.rawBytes()
          && !index.damaged().contains(pack.pack())) {
        garbage.told().add(pack.pack());
        garbage.sparse().add(pack.pack());
      }
    }
    return garbage;
  }

  private void mark(Garbage garbage, ChunkIndex index, ChunkUse use, Seen before, Duration wait)
      throws IOException, InterruptedException {
    if (!garbage.sparse().isEmpty()) {
      new PackRenewal(store, keys, random)
          .renew(index, use, garbage.sparse(), PruneMark.packs(before.marks()));
    }
    requireAlone(before);
    release(index, use, before.marks());
    mark(garbage.told(), wait);
    mark(garbage.untold(), wait.multipliedBy(UNTOLD));
  }

  /// Takes what is needed again out of marks, so that backups go on to rely on it. What is due is
  /// the sweep's, which may be at it elsewhere.
  private void release(ChunkIndex index, ChunkUse use, List<PruneMark> marks) throws IOException {
    var needed =
        index.directories().stream()
            .filter(it -> use.needed(it) > 0)
            .map(PackDirectory::pack)
            .collect(Collectors.toSet());
    for (var mark : marks) {
      if (!mark.isDue(clock.instant())
          && !mark.tellsDamage()
          && !Collections.disjoint(mark.packs(), needed)) {
        var rest = new HashSet<>(mark.packs());
        rest.removeAll(needed);
        if (!rest.isEmpty()) {
          new PruneMark(SealedFile.newName(random), mark.at(), mark.due(), rest)
              .write(store, keys, random);
        }
        store.delete(Shelf.MARKS, mark.id());
      }
    }
  }

  /// What another one condemned meanwhile may be all that is left of a chunk.
  private void requireAlone(Seen before) throws IOException {
    if (!Set.copyOf(marks()).equals(Set.copyOf(before.marks()))
        || !sizes().keySet().containsAll(before.sizes().keySet())) {
      throw new IOException(
          "another prune runs on the vault, or a repair; run this one when that is done");
    }
  }

  private void mark(Set<String> packs, Duration wait) throws IOException {
    if (!packs.isEmpty()) {
      var now = clock.instant();
      new PruneMark(SealedFile.newName(random), now, now.plus(wait), packs)
          .write(store, keys, random);
    }
  }

  private List<PruneMark> marks() throws IOException {
    return PruneMark.all(store, keys, _ -> {});
  }

  private Map<String, Long> sizes() throws IOException {
    return store.list(Shelf.PACKS).stream().collect(Collectors.toMap(Item::name, Item::bytes));
  }

  private static long sum(Set<String> packs, Map<String, Long> sizes) {
    return packs.stream().mapToLong(it -> sizes.getOrDefault(it, 0L)).sum();
  }
}
