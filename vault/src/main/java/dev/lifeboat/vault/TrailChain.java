package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.TrailEntry.Kind;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads a trail whole, and holds each entry against what later ones and snapshots say of it. What
/// they name is asked for by its name too, since some stores list late what they have.
final class TrailChain {
  private final VaultStore store;
  private final VaultKeys keys;
  private final Deque<String> asked = new ArrayDeque<>();
  private final Map<String, TrailEntry> entries = new TreeMap<>();
  private final Map<String, TrailLink> found = new HashMap<>();
  private final Map<String, String> damages = new TreeMap<>();

  TrailChain(VaultStore store, VaultKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  VaultTrail read(List<Manifest> snapshots) throws IOException {
    store.list(Shelf.TRAIL).forEach(it -> asked.add(it.name()));
    snapshots.forEach(snapshot -> snapshot.told().ifPresent(it -> asked.add(it.entry())));
    var known = new HashSet<String>();
    while (!asked.isEmpty()) {
      var name = asked.remove();
      if (known.add(name)) {
        read(name);
      }
    }
    entries.values().forEach(entry -> entry.before().forEach(it -> compare(it, entry.id())));
    for (var snapshot : snapshots) {
      snapshot.told().ifPresent(it -> compare(it, snapshot.snapshot().id()));
    }
    entries.values().stream()
        .filter(it -> it.kind() == Kind.LOSS)
        .forEach(it -> damages.keySet().removeAll(it.names()));
    return new VaultTrail(
        List.copyOf(entries.values()),
        damages.entrySet().stream()
            .map(it -> VaultDamage.of("trail/" + it.getKey(), it.getValue()))
            .toList());
  }

  private void read(String name) throws IOException {
    try {
      var file = store.get(Shelf.TRAIL, name);
      var entry = TrailEntry.of(name, SealedFile.TRAIL.open(keys, name, file));
      found.put(name, TrailLink.of(name, file));
      entries.put(name, entry);
      entry.before().forEach(it -> asked.add(it.entry()));
    } catch (NoSuchFileException removed) {
      damages.put(name, "it is gone");
    } catch (DamageException changed) {
      damages.put(name, String.valueOf(changed.getMessage()));
    }
  }

  private void compare(TrailLink told, String by) {
    var there = found.get(told.entry());
    if (there != null && !there.equals(told)) {
      damages.put(told.entry(), "it is not the one of which %s tells".formatted(by));
    }
  }
}
