package dev.lifeboat.vault;

import dev.lifeboat.vault.PackDirectory.Row;
import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.TreeRecord.Absent;
import dev.lifeboat.vault.TreeRecord.End;
import dev.lifeboat.vault.TreeRecord.Node;
import dev.lifeboat.vault.TreeRecord.Run;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks whether what snapshots name is there, and tells by path what is not.
final class VaultCheck {
  private final ChunkIndex index;
  private final PackReader packs;
  private final ChunkReader chunks;
  private final VaultProgress progress;
  private final Set<String> broken = new HashSet<>();

  VaultCheck(ChunkIndex index, PackReader packs, VaultKeys keys, VaultProgress progress) {
    this.index = index;
    this.packs = packs;
    this.chunks = new ChunkReader(index, packs, keys);
    this.progress = progress;
  }

  /// @param share of packs that are read whole, on which day
  VaultCheckResult check(
      List<Manifest> snapshots, List<VaultDamage> known, ReadShare share, LocalDate day)
      throws IOException, InterruptedException {
    var damages = new ArrayList<>(known);
    var all = new ArrayList<>(index.directories());
    all.sort(Comparator.comparing(PackDirectory::pack));
    var whole = Set.copyOf(share.of(all.stream().map(PackDirectory::pack).toList(), day));
    var lost = new HashSet<ChunkId>();
    read(
        all.stream()
            .filter(it -> whole.contains(it.pack()) || index.damaged().contains(it.pack()))
            .toList(),
        lost,
        damages);
    int done = 0;
    for (var snapshot : snapshots) {
      walk(snapshot, lost, damages);
      progress.at("snapshots", ++done, snapshots.size(), 0);
      stopIfAsked();
    }
    long count = all.stream().mapToLong(PackDirectory::chunkCount).sum();
    return new VaultCheckResult(
        snapshots.size(),
        all.size(),
        count,
        share.isAll(),
        whole.size(),
        damages,
        List.of(),
        List.of());
  }

  /// Packs of which not every byte that was read is what was written, whether a mark says so or
  /// not.
  Set<String> broken() {
    return Set.copyOf(broken);
  }

  private void read(List<PackDirectory> all, Set<ChunkId> lost, List<VaultDamage> damages)
      throws IOException, InterruptedException {
    if (all.size() * (long) PackBuffer.FULL_BYTES > Gcm.WORTH_WARMING) {
      Gcm.warm();
    }
    int done = 0;
    for (var pack : all) {
      for (var row : pack.rows()) {
        read(row, lost, damages);
      }
      progress.at("read", ++done, all.size(), 0);
      stopIfAsked();
    }
  }

  private static void stopIfAsked() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private void read(Row row, Set<ChunkId> lost, List<VaultDamage> damages) throws IOException {
    var pack = row.frame().pack();
    try {
      var bytes = packs.frame(row.frame());
      int at = 0;
      for (var chunk : row.chunks()) {
        chunks.require(chunk.id(), bytes, at, chunk.bytes());
        at += chunk.bytes();
      }
    } catch (DamageException damaged) {
      broken.add(pack);
      // Of one that is marked the paths are told that it takes away, if any.
      if (!index.damaged().contains(pack)) {
        damages.add(VaultDamage.of("packs/" + pack, damaged));
      }
      // Another pack may have the same chunk; it is lost where this is the one that counts.
      row.chunks().stream()
          .filter(
              it -> index.place(it.id()).filter(at -> at.frame().equals(row.frame())).isPresent())
          .forEach(it -> lost.add(it.id()));
    }
  }

  private void walk(Manifest snapshot, Set<ChunkId> lost, List<VaultDamage> damages)
      throws IOException {
    var where = "snapshots/%s: ".formatted(snapshot.snapshot().id());
    var tree = new TreeReader(chunks, snapshot);
    var path = VaultPath.ROOT;
    boolean told = false;
    while (true) {
      try {
        var next = tree.next();
        if (next.isEmpty()) {
          return;
        }
        switch (next.get()) {
          case Node node -> {
            path = node.path();
            told = false;
          }
          case Run run -> {
            if (!told && run.chunks().stream().anyMatch(it -> isLost(it.id(), lost))) {
              damages.add(VaultDamage.of(where + path, "some of it is missing or damaged"));
              told = true;
            }
          }
          case End _, Absent _ -> {}
        }
      } catch (DamageException damaged) {
        var what = "a part of the list of files behind this path is lost: ";
        damages.add(VaultDamage.of(where + path, what + damaged.getMessage()));
      }
    }
  }

  private boolean isLost(ChunkId id, Set<ChunkId> lost) {
    return !index.holds(id) || lost.contains(id);
  }
}
