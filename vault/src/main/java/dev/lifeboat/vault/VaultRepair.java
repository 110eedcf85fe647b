package dev.lifeboat.vault;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Has a vault go on beside what is damaged in it: a mark tells writers of damaged packs, and index
/// files tell of what is there. It removes nothing that a snapshot may need; whatever stops it, the
/// next one goes on.
final class VaultRepair {
  private final VaultStore store;
  private final VaultKeys keys;
  private final SecureRandom random;
  private final List<String> repaired = new ArrayList<>();

  VaultRepair(VaultStore store, VaultKeys keys, SecureRandom random) {
    this.store = store;
    this.keys = keys;
    this.random = random;
  }

  /// Gives what it changed.
  ///
  /// @param index for which each pack was asked
  /// @param broken of its packs, those of which not every byte is what was written
  /// @param damages all that was found
  List<String> repair(ChunkIndex index, Set<String> broken, List<VaultDamage> damages)
      throws IOException {
    var marks = PruneMark.all(store, keys, _ -> {});
    var missing = new TreeSet<String>();
    var damaged = VaultDamage.names(Shelf.PACKS, damages);
    for (var pack : damaged) {
      if (!PackReader.isThere(store, pack)) {
        missing.add(pack);
      }
    }
    damaged.removeAll(missing);
    damaged.removeAll(PruneMark.damaged(marks));
    if (!damaged.isEmpty()) {
      mark(damaged);
      tell(Shelf.PACKS, damaged);
    }
    var whole = index.directories().stream().map(PackDirectory::pack).collect(Collectors.toSet());
    whole.removeAll(broken);
    release(marks, whole);
    mendIndex(missing, VaultDamage.names(Shelf.INDEX, damages));
    // What it named stays, but for what the next prune marks again; a sweep looks for its own.
    for (var unreadable : VaultDamage.names(Shelf.MARKS, damages)) {
      if (delete(unreadable)) {
        tell(Shelf.MARKS, Set.of(unreadable));
      }
    }
    return repaired;
  }

  private void mark(Set<String> damaged) throws IOException {
    PruneMark.damage(SealedFile.newName(random), damaged).write(store, keys, random);
  }

  /// Takes packs out of marks that are whole again, such as one that was put back from a copy.
  private void release(List<PruneMark> marks, Set<String> whole) throws IOException {
    for (var mark : marks) {
      var rest = new HashSet<>(mark.packs());
      if (mark.tellsDamage() && rest.removeAll(whole)) {
        if (!rest.isEmpty()) {
          mark(rest);
        }
        if (delete(mark.id())) {
          var again = new TreeSet<>(mark.packs());
          again.removeAll(rest);
          tell(Shelf.PACKS, again);
        }
      }
    }
  }

  private void mendIndex(Set<String> missing, Set<String> unreadable) throws IOException {
    if (missing.isEmpty() && unreadable.isEmpty()) {
      return;
    }
    try {
      var told = ChunkIndex.load(store, keys, true);
      tell(Shelf.INDEX, told.rewrite(store, keys, random, missing, unreadable));
    } catch (AccessDeniedException stays) {
      // It is a copy; whoever may delete does this another time.
    }
  }

  /// Removes a mark, unless whoever asks may not.
  private boolean delete(String mark) throws IOException {
    try {
      store.delete(Shelf.MARKS, mark);
      return true;
    } catch (AccessDeniedException stays) {
      return false;
    }
  }

  private void tell(Shelf shelf, Set<String> names) {
    names.forEach(it -> repaired.add(shelf.word() + "/" + it));
  }
}
