package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The snapshots of a vault, as they are sealed in it.
final class Manifests {
  private final VaultStore store;
  private final VaultKeys keys;
  private final SecureRandom random;

  /// By id: none ever changes.
  private final Map<String, Manifest> known = new HashMap<>();

  Manifests(VaultStore store, VaultKeys keys, SecureRandom random) {
    this.store = store;
    this.keys = keys;
    this.random = random;
  }

  Trail trail(InstantSource clock) {
    return new Trail(store, keys, random, clock);
  }

  void write(Manifest manifest) throws IOException {
    var id = manifest.snapshot().id();
    var sealed = SealedFile.SNAPSHOT.seal(keys, id, manifest.toBytes(), random);
    store.put(Shelf.SNAPSHOTS, id, sealed, sealed.length);
  }

  void delete(String id) throws IOException {
    store.delete(Shelf.SNAPSHOTS, id);
  }

  /// All that can be read, the newest first.
  List<Manifest> all(Consumer<VaultDamage> damaged) throws IOException {
    var found = new ArrayList<Manifest>();
    var items = store.list(Shelf.SNAPSHOTS);
    known.keySet().retainAll(items.stream().map(Item::name).collect(Collectors.toSet()));
    for (var item : items) {
      try {
        found.add(read(item.name()));
      } catch (NoSuchFileException removed) {
        // It is none any more.
      } catch (DamageException changed) {
        damaged.accept(VaultDamage.of("snapshots/" + item.name(), changed));
      }
    }
    Comparator<Manifest> byTime = Comparator.comparing(it -> it.snapshot().ended());
    found.sort(byTime.thenComparing(it -> it.snapshot().id()).reversed());
    return List.copyOf(found);
  }

  private Manifest read(String id) throws IOException {
    var before = known.get(id);
    if (before != null) {
      return before;
    }
    var file = store.get(Shelf.SNAPSHOTS, id);
    var manifest = Manifest.of(id, SealedFile.SNAPSHOT.open(keys, id, file));
    known.put(id, manifest);
    return manifest;
  }

  /// Reads none again that `before` has read.
  void learn(Manifests before) {
    known.putAll(before.known);
  }

  void forget() {
    known.clear();
  }

  /// All of them.
  ///
  /// @throws DamageException when one cannot be read: what it needs is not known
  List<Manifest> whole() throws IOException {
    var damages = new ArrayList<VaultDamage>();
    var found = all(damages::add);
    if (!damages.isEmpty()) {
      var first = damages.getFirst();
      throw new DamageException(
          "%s is damaged, so what it needs is not known: %s".formatted(first.where(), first.why()));
    }
    return found;
  }

  /// @throws NoVaultException when there is no such one, or several
  /// @throws DamageException when that one is damaged, or nobody can say which is the newest
  Manifest one(SnapshotChoice choice) throws IOException {
    return choice().one(choice);
  }

  /// The one that is meant of those that can be read. A damaged one is refused where it is named;
  /// else it is passed over.
  Manifest readable(SnapshotChoice choice) throws IOException {
    return choice().readable(choice);
  }

  /// The same of bases of databases alone.
  Manifest base(SnapshotChoice choice) throws IOException {
    return choice().base(choice);
  }

  private ManifestChoice choice() throws IOException {
    var damages = new ArrayList<VaultDamage>();
    return new ManifestChoice(all(damages::add), damages);
  }
}
