package dev.lifeboat.vault;

import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Says whether packs stay while a prune may run beside: a snapshot of them is written while they
/// do, and looked at once more behind it.
record PackWatch(VaultStore store, VaultKeys keys, InstantSource clock) {
  /// So few are asked for one by one, which costs no more than a list.
  private static final int FEW = 4;

  /// Packs whose removal may begin before a snapshot of them would be seen.
  Set<String> goingSoon() throws IOException {
    var now = clock.instant();
    var marks = PruneMark.all(store, keys, _ -> {});
    return PruneMark.packs(marks.stream().filter(it -> it.isNear(now)).toList());
  }

  /// Whether all of them are there and none goes soon.
  boolean stay(Set<String> packs) throws IOException {
    // Marks first: one that is gone by now has removed by now what it named.
    var going = goingSoon();
    if (packs.stream().anyMatch(going::contains)) {
      return false;
    }
    var unlisted = new HashSet<>(packs);
    if (packs.size() > FEW) {
      unlisted.removeAll(
          store.list(Shelf.PACKS).stream().map(Item::name).collect(Collectors.toSet()));
    }
    for (var pack : unlisted) {
      if (!isThere(pack)) {
        return false;
      }
    }
    return true;
  }

  /// Some stores list late what they have.
  private boolean isThere(String pack) throws IOException {
    try {
      return store.get(Shelf.PACKS, pack, 0, 1).length > 0;
    } catch (NoSuchFileException | EOFException gone) {
      return false;
    }
  }
}
