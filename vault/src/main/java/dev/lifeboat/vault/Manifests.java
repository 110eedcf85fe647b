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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The snapshots of a vault, as they are sealed in it.
final class Manifests {
  /// Sources that one message names: more are for `vault ls`.
  private static final int MOST_TOLD = 20;

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

  private static void requireNone(List<VaultDamage> damages) throws DamageException {
    if (!damages.isEmpty()) {
      var first = damages.getFirst();
      throw new DamageException(
          "%s may be the newest and is damaged: %s; name another one by --snapshot"
              .formatted(first.where(), first.why()));
    }
  }

  /// @throws NoVaultException when there is no such one, or several
  /// @throws DamageException when that one is damaged, or nobody can say which is the newest
  Manifest one(SnapshotChoice choice) throws IOException {
    var damages = new ArrayList<VaultDamage>();
    var all = all(damages::add);
    return switch (choice) {
      case SnapshotChoice.Id(var start) -> named(start, all, damages);
      case SnapshotChoice.Newest newest -> {
        requireNone(damages);
        yield newest(newest, all, damages);
      }
    };
  }

  /// The same, but what is damaged is passed over where something else may be meant.
  Manifest readable(SnapshotChoice choice) throws IOException {
    if (choice instanceof SnapshotChoice.Newest newest) {
      var damages = new ArrayList<VaultDamage>();
      return newest(newest, all(damages::add), damages);
    }
    return one(choice);
  }

  private static Manifest named(String start, List<Manifest> all, List<VaultDamage> damages)
      throws IOException {
    var lost =
        damages.stream().filter(it -> it.where().startsWith("snapshots/" + start)).findAny();
    if (lost.isPresent()) {
      throw new DamageException(
          "%s is damaged: %s".formatted(lost.get().where(), lost.get().why()));
    }
    var meant = all.stream().filter(it -> it.snapshot().id().startsWith(start)).toList();
    if (meant.size() != 1) {
      throw new NoVaultException(
          "%d snapshots of the vault begin with '%s'%s"
              .formatted(
                  meant.size(),
                  start,
                  damages.isEmpty() ? "" : "; %d are damaged".formatted(damages.size())));
    }
    return meant.getFirst();
  }

  private static Manifest newest(
      SnapshotChoice.Newest choice, List<Manifest> all, List<VaultDamage> damages)
      throws IOException {
    var there = all.stream().filter(it -> !DatabaseSource.isLog(it.snapshot())).toList();
    var meant = there.stream().filter(it -> choice.isOfSource(it.snapshot())).toList();
    if (meant.isEmpty()) {
      requireNone(damages);
      throw new NoVaultException(
          there.isEmpty()
              ? "the vault has no snapshot"
              : "the vault has no snapshot of that source, but of " + sources(there));
    }
    if (meant.stream().map(it -> it.snapshot().series()).distinct().count() > 1) {
      throw new NoVaultException(
          "the vault has snapshots of several sources, and nothing says which is meant by"
              + " --source, --host or --snapshot: "
              + sources(meant));
    }
    return meant.stream()
        .filter(it -> choice.isInTime(it.snapshot()))
        .findFirst()
        .orElseThrow(() ->
            new NoVaultException(
                "the oldest snapshot of %s ended at %s"
                    .formatted(sources(meant), meant.getLast().snapshot().ended())));
  }

  private static String sources(List<Manifest> of) {
    var all = of.stream().map(it -> it.snapshot().series()).distinct().sorted().toList();
    var told =
        all.stream().limit(MOST_TOLD).map(VaultPath::toString).collect(Collectors.joining(", "));
    return all.size() <= MOST_TOLD
        ? told
        : "%s and %d more".formatted(told, all.size() - MOST_TOLD);
  }
}
