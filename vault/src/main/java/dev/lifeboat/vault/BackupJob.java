package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A backup from its first look to its snapshot, beside whatever else runs on the vault.
final class BackupJob {
  // A prune takes what a backup used only where that lasts most of the prune's wait.
  private static final int ATTEMPTS = 4;

  private final VaultStore store;
  private final VaultKeys keys;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Manifests manifests;
  private final PackWatch watch;
  private final SnapshotKeep keep;

  /// @param before whose snapshots are not read again
  BackupJob(
      VaultStore store,
      VaultKeys keys,
      SecureRandom random,
      InstantSource clock,
      Manifests before) {
    this.store = store;
    this.keys = keys;
    this.random = random;
    this.clock = clock;
    this.manifests = new Manifests(store, keys, random);
    this.manifests.learn(before);
    this.watch = new PackWatch(store, keys, clock);
    this.keep = new SnapshotKeep(store, keys, random, manifests, clock);
  }

  /// What fills the list of files.
  private interface Filling {
    Kept fill(ChunkIndex index, TreeQueue tree, ContentReader content)
        throws IOException, InterruptedException;
  }

  /// What was filled in.
  private record Kept(
      VaultPath source,
      Snapshot.Totals totals,
      long unchanged,
      List<BackupResult.AbsentPath> absent) {}

  BackupResult backup(SourceHost host, Path source, VaultProgress progress)
      throws IOException, InterruptedException {
    var label = host.source(VaultPath.of(source));
    store.removeUnfinished();
    return attempts(
        true,
        keys.cutter(),
        manifests.trail(clock),
        (index, tree, content) -> {
          var earlier = earlierFiles(index, label, clock.instant());
          var run = new BackupRun(tree, content, earlier, progress);
          new SourceWalk(run).walk(source);
          return new Kept(label, run.totals(), run.unchanged(), run.absent());
        });
  }

  /// Page by page, since the vault may have most of it.
  BackupResult backup(FileStream source, VaultProgress progress)
      throws IOException, InterruptedException {
    store.removeUnfinished();
    return attempts(true, Cutter.ofPages(), manifests.trail(clock), filling(source, progress));
  }

  /// What the vault cannot have, so it is stored as new.
  BackupResult part(FileStream source, SnapshotTeller trail)
      throws IOException, InterruptedException {
    return attempts(false, keys.cutter(), trail, filling(source, VaultProgress.SILENT));
  }

  private static Filling filling(FileStream source, VaultProgress progress) {
    return (_, tree, content) -> {
      var files = new StreamedFiles(tree, content, progress);
      var of = source.read(files);
      return new Kept(of.path(), files.totals(), 0, List.of());
    };
  }

  /// @param known whether the vault may have some of it
  private BackupResult attempts(boolean known, Cutter cutter, SnapshotTeller trail, Filling filling)
      throws IOException, InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var result = attempt(known, cutter, trail, filling);
      if (result.isPresent()) {
        return result.get();
      }
    }
    throw new IOException(
        "a prune took what %d attempts had found in the vault; run it when that is done"
            .formatted(ATTEMPTS));
  }

  /// Empty where a prune removes what it relied on.
  private Optional<BackupResult> attempt(
      boolean known, Cutter cutter, SnapshotTeller trail, Filling filling)
      throws IOException, InterruptedException {
    var begun = clock.instant();
    if (known) {
      keep.begin(begun);
    }
    var index = known ? ChunkIndex.load(store, keys, true, watch.goingSoon()) : new ChunkIndex();
    try (var pipeline = new ChunkPipeline(store, keys, index, random)) {
      var writer = new TreeWriter(pipeline);
      var tree = new TreeQueue(writer, pipeline);
      var content = new ContentReader(pipeline, cutter, tree);
      var kept = filling.fill(index, tree, content);
      content.flush();
      tree.writeAll();
      var list = writer.end();
      var packs = pipeline.end();
      ChunkIndex.write(store, keys, packs, random);
      var snapshot =
          new Snapshot(
              SealedFile.newName(random), begun, clock.instant(), kept.source(), kept.totals());
      var needed = new SnapshotNeeds(index, packs, begun);
      packs.forEach(it -> it.rows().forEach(index::place));
      var reader = new ChunkReader(index, new PackReader(store, keys), keys);
      var damaged = pipeline.sample().damaged(index, reader);
      if (!damaged.isEmpty() && needed.stay(watch)) {
        // Else the next backup would rely on what it finds there.
        PruneMark.damage(SealedFile.newName(random), damaged.keySet()).write(store, keys, random);
        throw damaged.values().iterator().next();
      }
      if (known) {
        keep.others(snapshot, index);
      } else {
        keep.othersOfPart();
      }
      if (!damaged.isEmpty()
          || !needed.write(new Manifest(snapshot, list), manifests, watch, keep, trail)) {
        return Optional.empty();
      }
      return Optional.of(
          new BackupResult(
              snapshot,
              kept.unchanged(),
              pipeline.addedBytes(),
              pipeline.storedBytes(),
              kept.absent()));
    }
  }

  /// Those of the newest snapshot of `source`.
  private EarlierFiles earlierFiles(ChunkIndex index, VaultPath source, Instant now)
      throws IOException {
    return manifests.all(_ -> {}).stream()
        .filter(it -> it.snapshot().source().equals(source))
        .findFirst()
        .map(it -> {
          var reader = new ChunkReader(index, new PackReader(store, keys), keys);
          // By a clock that was ahead, what changed since would seem old.
          var then = it.snapshot().begun();
          return new EarlierFiles(
              new TreeReader(reader, it), then.isAfter(now) ? now : then, index);
        })
        .orElseGet(() -> new EarlierFiles(null, Instant.EPOCH, index));
  }
}
