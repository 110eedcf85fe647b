package dev.lifeboat.vault;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Removes the packs of marks that are due, but for those that a snapshot needs by now. Marks go
/// last, so what is stopped is done again. A mark of its own says that it is at it, since a backup
/// may have a clock by which the others are far from due.
record PruneSweep(VaultStore store, VaultKeys keys, SecureRandom random, InstantSource clock) {

  /// The packs that are gone now.
  Set<String> sweep() throws IOException {
    var marks = PruneMark.all(store, keys, _ -> {});
    var due = marks.stream().filter(it -> it.isDue(clock.instant())).toList();
    if (due.isEmpty()) {
      return Set.of();
    }
    var marked = PruneMark.packs(due);
    var sweeping = PruneMark.sweeping(SealedFile.newName(random), marked);
    sweeping.write(store, keys, random);
    // Behind the mark: a backup whose snapshot is not among these finds it, or a pack missing.
    var snapshots = new Manifests(store, keys, random).whole();
    var index = ChunkIndex.load(store, keys, true);
    var use = new ChunkUse(index, new ChunkReader(index, new PackReader(store, keys), keys));
    for (var snapshot : snapshots) {
      use.add(snapshot);
    }
    var going = new TreeSet<>(marked);
    // A sweep elsewhere that does not know of the damage removes the other pack, and so keeps it.
    index.directories().stream()
        .filter(it ->
            use.needed(it) > 0
                || (index.damaged().contains(it.pack()) && use.isNeededFrom(marked, it)))
        .forEach(it -> going.remove(it.pack()));
    index.rewrite(store, keys, random, going, Set.of());
    var kept = remove(going, sweeping);
    if (sweeping.isThere(store)) {
      for (var mark : due) {
        if (Collections.disjoint(mark.packs(), kept)) {
          store.delete(Shelf.MARKS, mark.id());
        }
      }
      store.delete(Shelf.MARKS, sweeping.id());
    }
    forget(marks);
    return going;
  }

  /// Removes marks of damaged packs that are all gone.
  private void forget(List<PruneMark> marks) throws IOException {
    var there =
        store.list(Shelf.PACKS).stream().map(VaultStore.Item::name).collect(Collectors.toSet());
    for (var mark : marks) {
      if (mark.tellsDamage() && Collections.disjoint(mark.packs(), there)) {
        store.delete(Shelf.MARKS, mark.id());
      }
    }
  }

  /// Gives those that stay, since the store keeps them, such as by object lock, and takes them out
  /// of `going`. Another sweep that takes this one for dead looks anew and takes its mark away.
  private Set<String> remove(Set<String> going, PruneMark sweeping) throws IOException {
    var kept = new HashSet<String>();
    for (var pack : going) {
      try {
        if (sweeping.isThere(store)) {
          store.delete(Shelf.PACKS, pack);
        } else {
          kept.add(pack);
        }
      } catch (AccessDeniedException locked) {
        kept.add(pack);
      }
    }
    going.removeAll(kept);
    return kept;
  }
}
