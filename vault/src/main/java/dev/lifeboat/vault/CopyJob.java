package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.TreeRecord.Run;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Copies snapshots into another vault, which has keys and packs of its own.
final class CopyJob {
  private static final int ATTEMPTS = 4;

  private final ChunkReader from;
  private final VaultStore store;
  private final VaultKeys keys;
  private final SecureRandom random;
  private final Manifests manifests;
  private final PackWatch watch;
  private final Trail trail;
  private final InstantSource clock;
  private final SnapshotKeep keep;
  private long addedBytes;
  private long storedBytes;

  /// @param from the vault that is copied
  /// @param store of the other one, as all that follows
  CopyJob(
      ChunkReader from,
      VaultStore store,
      VaultKeys keys,
      SecureRandom random,
      InstantSource clock) {
    this.from = from;
    this.store = store;
    this.keys = keys;
    this.random = random;
    this.manifests = new Manifests(store, keys, random);
    this.watch = new PackWatch(store, keys, clock);
    this.trail = manifests.trail(clock);
    this.clock = clock;
    this.keep = new SnapshotKeep(store, keys, random, manifests, clock);
  }

  /// @param snapshots the newest first; the oldest is copied first
  /// @param known what is damaged besides
  CopyResult copy(List<Manifest> snapshots, List<VaultDamage> known, VaultProgress progress)
      throws IOException, InterruptedException {
    var there = manifests.all(_ -> {});
    var check = new CopyCheck(store, keys);
    var copied = new ArrayList<Snapshot>();
    var damages = new ArrayList<>(known);
    int had = 0;
    int healed = 0;
    for (var snapshot : snapshots.reversed()) {
      progress.at("copy", copied.size() + had, snapshots.size(), addedBytes);
      var same = there.stream().filter(it -> isSame(it.snapshot(), snapshot.snapshot())).toList();
      try {
        if (same.isEmpty()) {
          copied.add(copy(snapshot, same));
        } else {
          had++;
          if (!check.isWhole(same)) {
            var stored = copy(snapshot, same);
            if (same.stream().noneMatch(it -> it.snapshot().equals(stored))) {
              copied.add(stored);
            }
            healed++;
          }
        }
      } catch (DamageException lost) {
        damages.add(VaultDamage.of("snapshots/" + snapshot.snapshot().id(), lost));
      }
    }
    if (!copied.isEmpty()) {
      keep.others(copied.getLast(), ChunkIndex.load(store, keys, true));
    }
    return new CopyResult(copied, had, healed, addedBytes, storedBytes, damages);
  }

  private static boolean isSame(Snapshot one, Snapshot other) {
    return one.source().equals(other.source())
        && one.begun().equals(other.begun())
        && one.ended().equals(other.ended())
        && one.totals().equals(other.totals());
  }

  /// @param same those that the other has of it, of which something is lost
  private Snapshot copy(Manifest snapshot, List<Manifest> same)
      throws IOException, InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var copied = attempt(snapshot, same);
      if (copied.isPresent()) {
        return copied.get();
      }
    }
    throw new IOException("a prune of the other vault took what was copied; run it again");
  }

  private Optional<Snapshot> attempt(Manifest manifest, List<Manifest> same)
      throws IOException, InterruptedException {
    var begun = clock.instant();
    keep.begin(begun);
    var index = ChunkIndex.load(store, keys, true, watch.goingSoon());
    try (var pipeline = new ChunkPipeline(store, keys, index, random)) {
      var writer = new TreeWriter(pipeline);
      var queue = new TreeQueue(writer, pipeline);
      var copier = new ChunkCopier(from, pipeline, queue);
      var tree = new TreeReader(from, manifest);
      for (var next = tree.next(); next.isPresent(); next = tree.next()) {
        if (next.get() instanceof Run run) {
          copier.copy(run);
        } else {
          queue.add(next.get());
        }
      }
      copier.flush();
      queue.writeAll();
      var list = writer.end();
      var packs = pipeline.end();
      ChunkIndex.write(store, keys, packs, random);
      addedBytes += pipeline.addedBytes();
      storedBytes += pipeline.storedBytes();
      var healed = same.stream().filter(it -> it.tree().equals(list)).findFirst();
      var needed = new SnapshotNeeds(index, packs, begun);
      if (healed.isPresent()) { // It names what was stored again.
        var whole = healed.get().snapshot();
        return needed.keep(whole, watch, keep) ? Optional.of(whole) : Optional.empty();
      }
      var old = manifest.snapshot();
      var copied =
          new Snapshot(
              SealedFile.newName(random), old.begun(), old.ended(), old.source(), old.totals());
      return needed.write(new Manifest(copied, list), manifests, watch, keep, trail)
          ? Optional.of(copied)
          : Optional.empty();
    }
  }
}
