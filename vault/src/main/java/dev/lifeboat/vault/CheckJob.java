package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// A look at all of a vault: what is damaged, and which locks end too early. Reads each snapshot
/// anew. A repair lengthens those locks too.
record CheckJob(VaultStore store, VaultKeys keys, SecureRandom random, InstantSource clock) {

  VaultCheckResult check(ReadShare share, boolean repair, VaultProgress progress)
      throws IOException, InterruptedException {
    var damages = new ArrayList<VaultDamage>();
    var manifests = new Manifests(store, keys, random);
    var found = manifests.all(damages::add);
    damages.addAll(new TrailCheck(store, keys).check(found));
    var index = ChunkIndex.load(store, keys, false);
    damages.addAll(index.damages());
    DatabaseLog.all(found.stream().map(Manifest::snapshot).toList()).stream()
        .flatMap(it -> it.damage().stream())
        .forEach(damages::add);
    var check = new VaultCheck(index, new PackReader(store, keys), keys, progress);
    var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var result = check.check(found, damages, share, day);
    var early = early(manifests, found, index);
    if (!repair) {
      return result.with(early);
    }
    var repaired =
        new ArrayList<>(
            new VaultRepair(store, keys, random).repair(index, check.broken(), result.damages()));
    repaired.addAll(lengthened(manifests, early, index));
    return result.with(early(manifests, found, index)).after(repaired);
  }

  private List<EarlyLock> early(Manifests manifests, List<Manifest> all, ChunkIndex index)
      throws IOException {
    var locks = VaultLocks.open(store, keys, random, clock);
    return locks.isEmpty()
        ? List.of()
        : new RetainedLocks(store, keys, manifests, clock).early(locks.get(), all, index);
  }

  /// Gives those that are longer now.
  private List<String> lengthened(Manifests manifests, List<EarlyLock> early, ChunkIndex index)
      throws IOException {
    if (early.isEmpty()) {
      return List.of();
    }
    var locks = VaultLocks.open(store, keys, random, clock).orElseThrow();
    new RetainedLocks(store, keys, manifests, clock).lengthenAll(locks, () -> index);
    return early.stream().map(EarlyLock::where).toList();
  }
}
