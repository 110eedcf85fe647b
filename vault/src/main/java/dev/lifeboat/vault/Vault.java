package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// An open vault. Several may be open on one store at once, here and elsewhere; each reads what was
/// there when it asked. Made for one thread; a backup or a restore uses more by itself.
public final class Vault {
  private final VaultStore store;
  private final VaultKeys keys;
  private final SecureRandom random;
  private final InstantSource clock;

  private Vault(VaultStore store, byte[] master, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.keys = new VaultKeys(master);
    this.random = random;
    this.clock = clock;
  }

  /// Makes a vault, with a master key that nobody ever sees.
  ///
  /// @param cost of a guess of the passphrase
  /// @throws NoVaultException when there is one already
  public static Vault create(
      VaultStore store,
      VaultSecret secret,
      PassphraseCost cost,
      SecureRandom random,
      InstantSource clock)
      throws IOException {
    requireNone(store);
    var master = new byte[VaultKeys.BYTES];
    random.nextBytes(master);
    var slot = KeySlot.wrap(master, secret, cost, random);
    store.put(Shelf.KEYS, SealedFile.newName(random), slot, slot.length);
    return new Vault(store, master, random, clock);
  }

  /// Refuses a store that holds one.
  ///
  /// @throws NoVaultException when it does
  public static void requireNone(VaultStore store) throws IOException {
    for (var shelf : Shelf.values()) {
      if (!store.list(shelf).isEmpty()) {
        throw new NoVaultException("a vault is there already");
      }
    }
  }

  /// Opens a vault.
  ///
  /// @throws NoVaultException when none is there
  /// @throws WrongKeyException when the secret opens none of its keys
  public static Vault open(
      VaultStore store, VaultSecret secret, SecureRandom random, InstantSource clock)
      throws IOException {
    var slots = store.list(Shelf.KEYS);
    if (slots.isEmpty()) {
      throw new NoVaultException("no vault is there");
    }
    for (var slot : slots) {
      var master = KeySlot.unwrap(store.get(Shelf.KEYS, slot.name()), secret);
      if (master.isPresent()) {
        return new Vault(store, master.get(), random, clock);
      }
    }
    throw new WrongKeyException(
        "%s opens none of the vault's %d keys".formatted(secret, slots.size()));
  }

  /// Backs a folder or a file up. The snapshot appears once all of it is durable; whatever stops
  /// this before leaves the vault as it was, but for chunks that the next run need not store.
  ///
  /// @throws NoVaultException when `source` is not there
  public BackupResult backup(Path source, VaultProgress progress)
      throws IOException, InterruptedException {
    var real = real(source);
    var begun = clock.instant();
    store.removeUnfinished();
    var index = ChunkIndex.load(store, keys, true);
    try (var pipeline = new ChunkPipeline(store, keys, index, random)) {
      var writer = new TreeWriter(pipeline);
      var tree = new TreeQueue(writer, pipeline);
      var content = new ContentReader(pipeline, keys.cutter(), tree);
      var earlier = earlierFiles(index, real);
      var run = new BackupRun(tree, content, earlier, progress);
      new SourceWalk(run).walk(real);
      content.flush();
      tree.writeAll();
      var list = writer.end();
      var packs = pipeline.end();
      ChunkIndex.write(store, keys, packs, random);
      var snapshot =
          new Snapshot(
              SealedFile.newName(random), begun, clock.instant(), VaultPath.of(real), run.totals());
      write(new Manifest(snapshot, list));
      return new BackupResult(
          snapshot, run.unchanged(), pipeline.addedBytes(), pipeline.storedBytes(), run.absent());
    }
  }

  private static Path real(Path source) throws IOException {
    try {
      return source.toRealPath();
    } catch (NoSuchFileException missing) {
      throw new NoVaultException("there is nothing at " + source);
    }
  }

  private void write(Manifest manifest) throws IOException {
    var id = manifest.snapshot().id();
    var sealed = SealedFile.SNAPSHOT.seal(keys, id, manifest.toBytes(), random);
    store.put(Shelf.SNAPSHOTS, id, sealed, sealed.length);
  }

  /// Those of the newest snapshot of `source`.
  private EarlierFiles earlierFiles(ChunkIndex index, Path source) throws IOException {
    var path = VaultPath.of(source);
    return manifests(_ -> {}).stream()
        .filter(it -> it.snapshot().source().equals(path))
        .findFirst()
        .map(it -> {
          var tree = new TreeReader(reader(index), it.tree());
          return new EarlierFiles(tree, it.snapshot().begun(), index);
        })
        .orElseGet(() -> new EarlierFiles(null, Instant.EPOCH, index));
  }

  private ChunkReader reader(ChunkIndex index) {
    return new ChunkReader(index, new PackReader(store, keys), keys);
  }

  /// Its snapshots, the newest first, and what is wrong with others.
  public Listing snapshots() throws IOException {
    var damages = new ArrayList<VaultDamage>();
    var found = manifests(damages::add).stream().map(Manifest::snapshot).toList();
    return new Listing(found, damages);
  }

  /// What there is to restore.
  public record Listing(List<Snapshot> snapshots, List<VaultDamage> damages) {
    public Listing {
      snapshots = List.copyOf(snapshots);
      damages = List.copyOf(damages);
    }
  }

  private List<Manifest> manifests(Consumer<VaultDamage> damaged) throws IOException {
    var found = new ArrayList<Manifest>();
    for (var item : store.list(Shelf.SNAPSHOTS)) {
      try {
        var file = store.get(Shelf.SNAPSHOTS, item.name());
        var plain = SealedFile.SNAPSHOT.open(keys, item.name(), file);
        found.add(Manifest.of(item.name(), plain));
      } catch (DamageException changed) {
        damaged.accept(VaultDamage.of("snapshots/" + item.name(), changed));
      }
    }
    Comparator<Manifest> byTime = Comparator.comparing(it -> it.snapshot().ended());
    found.sort(byTime.thenComparing(it -> it.snapshot().id()).reversed());
    return found;
  }

  /// Restores a snapshot into a folder that is made, or is empty.
  ///
  /// @param snapshot as its id begins; empty for the newest
  /// @param only a path within the snapshot; empty for all of it
  /// @throws NoVaultException when there is no such snapshot or path, or something at `target`
  public RestoreResult restore(
      Optional<String> snapshot, Optional<VaultPath> only, Path target, VaultProgress progress)
      throws IOException, InterruptedException {
    var manifest = manifest(snapshot);
    var index = ChunkIndex.load(store, keys, true);
    return new RestoreRun(
            index, new PackReader(store, keys), keys, new PartNames(random), progress)
        .restore(manifest, only.orElse(VaultPath.ROOT), target);
  }

  private Manifest manifest(Optional<String> id) throws IOException {
    var damages = new ArrayList<VaultDamage>();
    var all = manifests(damages::add);
    var damaged = damages.isEmpty() ? "" : "; %d are damaged".formatted(damages.size());
    if (id.isEmpty()) {
      return all.stream()
          .findFirst()
          .orElseThrow(() -> new NoVaultException("the vault has no snapshot" + damaged));
    }
    var meant = all.stream().filter(it -> it.snapshot().id().startsWith(id.get())).toList();
    if (meant.size() != 1) {
      throw new NoVaultException(
          "%d snapshots of the vault begin with '%s'%s".formatted(meant.size(), id.get(), damaged));
    }
    return meant.getFirst();
  }

  /// Looks whether all snapshots can be restored.
  ///
  /// @param readData whether to read and authenticate every byte; else only what packs say of
  ///   themselves
  public VaultCheckResult check(boolean readData, VaultProgress progress)
      throws IOException, InterruptedException {
    var damages = new ArrayList<VaultDamage>();
    var manifests = manifests(damages::add);
    var index = ChunkIndex.load(store, keys, false);
    damages.addAll(index.damages());
    return new VaultCheck(index, new PackReader(store, keys), keys, progress)
        .check(manifests, damages, readData);
  }
}
