package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.TrailEntry.Kind;
import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// An open vault. Several may be open on one store at once, here and elsewhere; each reads what was
/// there when it asked. Made for one thread; a backup or a restore uses more by itself.
public final class Vault {
  private final VaultStore store;
  private final VaultKeys keys;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Manifests manifests;

  private Vault(VaultStore store, VaultKeys keys, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.random = random;
    this.clock = clock;
    this.manifests = new Manifests(store, keys, random);
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
    var name = SealedFile.newName(random);
    store.put(Shelf.KEYS, name, slot, slot.length);
    // Two that came at once have two master keys, and either sees the other's here.
    if (store.list(Shelf.KEYS).size() > 1) {
      store.delete(Shelf.KEYS, name);
      throw new NoVaultException("somebody else makes a vault there at the same time");
    }
    return new Vault(store, new VaultKeys(master, name), random, clock);
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
    var opened = VaultKeySlots.open(store, secret, random);
    return new Vault(store, new VaultKeys(opened.master(), opened.own()), random, clock);
  }

  /// Has it read no snapshot again that `before` has read, if that is the same vault: a vault of
  /// years holds many thousands, and none of them changes.
  public void learn(Vault before) {
    if (keys.seal.equals(before.keys.seal)) {
      manifests.learn(before.manifests);
    }
  }

  /// Has it read each snapshot anew: one that was damaged since is known no more.
  public void forget() {
    manifests.forget();
  }

  /// Backs a folder or a file up. The snapshot appears once all of it is durable; whatever stops
  /// this before leaves the vault as it was, but for chunks that the next run need not store.
  ///
  /// @throws NoVaultException when `source` is not there
  public BackupResult backup(Path source, VaultProgress progress)
      throws IOException, InterruptedException {
    return backup(SourceHost.here(), source, progress);
  }

  /// The same under another machine's name: snapshots of one path are told apart by it.
  ///
  /// @throws NoVaultException when `source` is not there
  public BackupResult backup(SourceHost host, Path source, VaultProgress progress)
      throws IOException, InterruptedException {
    return backups().backup(host, real(source), progress);
  }

  /// Backs up what comes from elsewhere page by page, so that pages which the vault has are stored
  /// no more.
  public BackupResult backup(FileStream source, VaultProgress progress)
      throws IOException, InterruptedException {
    return backups().backup(source, progress);
  }

  /// Keeps parts of a log one after the other.
  ///
  /// @param last the snapshot of the part before, of which an earlier keeper may not have told that
  ///   it stays
  public PartKeeper parts(Optional<String> last) throws IOException {
    store.removeUnfinished();
    return new PartKeeper(backups(), new PartTeller(manifests.trail(clock), clock, last));
  }

  private BackupJob backups() {
    return new BackupJob(store, keys, random, clock, manifests);
  }

  private static Path real(Path source) throws IOException {
    try {
      return source.toRealPath();
    } catch (NoSuchFileException missing) {
      throw new NoVaultException("there is nothing at " + source);
    }
  }

  /// Its snapshots, the newest first, and what is wrong with others.
  public Listing snapshots() throws IOException {
    var damages = new ArrayList<VaultDamage>();
    var found = manifests.all(damages::add).stream().map(Manifest::snapshot).toList();
    return new Listing(found, damages);
  }

  /// The one that is meant of those that can be read. For whoever asks of which source: one that
  /// cannot be read may be newer.
  ///
  /// @throws NoVaultException when there is no such one, or it may be of several sources
  public Snapshot readable(SnapshotChoice choice) throws IOException {
    return manifests.readable(choice).snapshot();
  }

  /// The same of bases of databases alone.
  public Snapshot base(SnapshotChoice choice) throws IOException {
    return manifests.base(choice).snapshot();
  }

  /// What there is to restore.
  public record Listing(List<Snapshot> snapshots, List<VaultDamage> damages) {
    public Listing {
      snapshots = List.copyOf(snapshots);
      damages = List.copyOf(damages);
    }
  }

  /// Restores a snapshot into a folder that is made, or is empty.
  ///
  /// @param only paths within the snapshot; none for all of it
  /// @throws NoVaultException when there is no such snapshot or path, or something at `target`
  public RestoreResult restore(
      SnapshotChoice choice, List<VaultPath> only, Path target, VaultProgress progress)
      throws IOException, InterruptedException {
    var manifest = manifests.one(choice);
    return restoring(manifest, target, progress).restore(manifest, only, target);
  }

  /// The same of all of it, with one file under another name, which no other file has: whoever has
  /// more to do before it counts gives it its own.
  public RestoreResult restore(
      String snapshot, VaultPath file, VaultPath as, Path target, VaultProgress progress)
      throws IOException, InterruptedException {
    var manifest = manifests.one(new SnapshotChoice.Id(snapshot));
    return restoring(manifest, target, progress)
        .restore(manifest, RestorePart.renaming(file, as), target);
  }

  private RestoreRun restoring(Manifest what, Path target, VaultProgress progress)
      throws IOException {
    tellOfRestore(List.of(what), target.toAbsolutePath().toString(), progress);
    return new RestoreRun(
        ChunkIndex.load(store, keys, true),
        new PackReader(store, keys),
        keys,
        new PartNames(random),
        progress);
  }

  /// Nobody's data waits for a store that takes no entry, such as a copy that is read only.
  private void tellOfRestore(List<Manifest> what, String where, VaultProgress progress) {
    var ids = what.stream().map(it -> it.snapshot().id()).toList();
    try {
      manifests.trail(clock).append(Kind.RESTORE, ids, where);
    } catch (IOException untold) {
      progress.untold(String.valueOf(untold.getMessage()));
    }
  }

  /// What of it stays, and all that was done with it.
  public VaultCustody custody() {
    return new VaultCustody(store, keys, random, clock);
  }

  /// Looks whether all snapshots can be restored, whether the trail says so, and which locks end
  /// before a snapshot does that needs them.
  ///
  /// @param share of packs of which every byte is read and authenticated; else only what packs say
  ///   of themselves
  public VaultCheckResult check(ReadShare share, VaultProgress progress)
      throws IOException, InterruptedException {
    return new CheckJob(store, keys, random, clock).check(share, false, progress);
  }

  /// Reads every byte, and has backups store again what damaged packs held, where their source
  /// still has it; so older snapshots get it back too. Lengthens locks that end too early. Removes
  /// no pack and no snapshot.
  public VaultCheckResult repair(VaultProgress progress) throws IOException, InterruptedException {
    return new CheckJob(store, keys, random, clock).check(ReadShare.ALL, true, progress);
  }

  /// Removes snapshots that no rule keeps, neither one of these nor of the vault's own, and that
  /// nothing retains. Frees what none needs any more: marked now, removed by a prune that runs when
  /// `wait` is over. Safe beside backups that last less than that.
  ///
  /// @param wait longer than any backup or restore takes, and than clocks differ; zero where
  ///   nothing else runs on the vault
  /// @param dry whether to say what would be done, and do nothing
  /// @throws DamageException when a snapshot that is kept is damaged, or the trail; then nothing is
  ///   removed
  public PruneResult prune(KeepRules rules, Duration wait, boolean dry)
      throws IOException, InterruptedException {
    if (!dry) {
      store.removeUnfinished();
    }
    return new PruneRun(store, keys, random, clock).prune(rules, wait, dry);
  }

  /// How much it holds.
  public VaultStats stats() throws IOException {
    var snapshots = snapshots().snapshots();
    var marked = PruneMark.packs(PruneMark.all(store, keys, _ -> {}));
    var index = ChunkIndex.load(store, keys, true);
    var packs = store.list(Shelf.PACKS);
    var condemned = packs.stream().filter(it -> marked.contains(it.name())).toList();
    return new VaultStats(
        snapshots.size(),
        snapshots.stream().mapToLong(it -> it.totals().bytes()).sum(),
        index.count(),
        index.bytes(),
        packs.size(),
        packs.stream().mapToLong(Item::bytes).sum(),
        condemned.size(),
        condemned.stream().mapToLong(Item::bytes).sum());
  }

  /// What a snapshot holds. The trail tells of each file that is read of it.
  ///
  /// @param where files go
  public SnapshotContent content(SnapshotChoice choice, String where, VaultProgress progress)
      throws IOException {
    var manifest = manifests.one(choice);
    return new SnapshotContent(
        manifest,
        reader(ChunkIndex.load(store, keys, true)),
        path -> tellOfRestore(List.of(manifest), "%s: %s".formatted(where, path), progress));
  }

  /// What each snapshot holds, by its id: one look at the vault, for whoever reads many and tells
  /// of it otherwise.
  public Map<String, SnapshotContent> contents() throws IOException {
    var reader = reader(ChunkIndex.load(store, keys, true));
    var found = new HashMap<String, SnapshotContent>();
    manifests
        .all(_ -> {})
        .forEach(it -> found.put(it.snapshot().id(), new SnapshotContent(it, reader, _ -> {})));
    return Map.copyOf(found);
  }

  /// What is another in a later snapshot, in the order of the walk.
  ///
  /// @param before as its id begins
  /// @param after of the same source, in what it does not say of it
  /// @throws DamageException when a list of files cannot be read
  public List<PathChange> diff(String before, SnapshotChoice after) throws IOException {
    var old = manifests.one(new SnapshotChoice.Id(before));
    var now =
        manifests.one(
            after instanceof SnapshotChoice.Newest newest ? newest.orOf(old.snapshot()) : after);
    if (Stream.of(old, now).anyMatch(it -> DatabaseSource.of(it.snapshot()).isPresent())) {
      throw new NoVaultException("files of a database come in no order, so nobody compares them");
    }
    var index = ChunkIndex.load(store, keys, true);
    return new SnapshotDiff(entries(index, old), entries(index, now)).changes();
  }

  private TreeEntries entries(ChunkIndex index, Manifest of) throws IOException {
    return new TreeEntries(new TreeReader(reader(index), of));
  }

  private ChunkReader reader(ChunkIndex index) {
    return new ChunkReader(index, new PackReader(store, keys), keys);
  }

  /// Copies snapshots into another vault, which may have other keys. What that one has already is
  /// passed over, but for what of it is missing or marked by a repair, which is stored again. What
  /// is damaged here is told: the others are copied nevertheless.
  ///
  /// @param snapshot as its id begins; empty for all
  public CopyResult copyTo(Vault other, Optional<String> snapshot, VaultProgress progress)
      throws IOException, InterruptedException {
    if (snapshot.isEmpty()) {
      return copyTo(other, _ -> true, progress);
    }
    var one = manifests.one(new SnapshotChoice.Id(snapshot.get()));
    return copyTo(other, List.of(one), List.of(), progress);
  }

  /// The same of some of them.
  public CopyResult copyTo(Vault other, Predicate<Snapshot> which, VaultProgress progress)
      throws IOException, InterruptedException {
    var damages = new ArrayList<VaultDamage>();
    var wanted =
        manifests.all(damages::add).stream().filter(it -> which.test(it.snapshot())).toList();
    return copyTo(other, wanted, damages, progress);
  }

  private CopyResult copyTo(
      Vault other, List<Manifest> which, List<VaultDamage> damages, VaultProgress progress)
      throws IOException, InterruptedException {
    tellOfRestore(which, "another vault", progress);
    var from = reader(ChunkIndex.load(store, keys, true));
    return new CopyJob(from, other.store, other.keys, other.random, other.clock)
        .copy(which, damages, progress);
  }
}
