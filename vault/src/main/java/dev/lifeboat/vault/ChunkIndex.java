package dev.lifeboat.vault;

import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Which chunks a vault holds, and where. Only packs that are there count, whatever an index file
/// says; a pack of which no index file tells is asked itself. Thread-safe.
final class ChunkIndex {
  // Known to be on its way into a pack of this process.
  private static final ChunkPlace UNDERWAY =
      new ChunkPlace(new PackFrame("", 0, 0, Gcm.TAG, 0, false), 0, 0);

  private final Map<ChunkId, ChunkPlace> places = new ConcurrentHashMap<>();
  private final Set<String> relied = ConcurrentHashMap.newKeySet();
  private final List<PackDirectory> directories = new ArrayList<>();
  private final Map<String, List<PackDirectory>> indexed = new HashMap<>();
  private final List<VaultDamage> damages = new ArrayList<>();
  private final Set<String> damaged = new TreeSet<>();

  /// For those that read: of a chunk that several packs hold, one counts that no mark names, and
  /// rather any than one that is damaged.
  ///
  /// @param trustFiles whether to read index files; else each pack is asked
  static ChunkIndex load(VaultStore store, VaultKeys keys, boolean trustFiles) throws IOException {
    return load(store, keys, trustFiles, Set.of());
  }

  /// @param without packs that shall not count
  static ChunkIndex load(VaultStore store, VaultKeys keys, boolean trustFiles, Set<String> without)
      throws IOException {
    var index = new ChunkIndex();
    // Listed first: whatever is missing below went while its mark was there.
    var marks = PruneMark.all(store, keys, index.damages::add);
    var condemned = PruneMark.packs(marks);
    index.damaged.addAll(PruneMark.damaged(marks));
    var reader = new PackReader(store, keys);
    var known = new HashMap<String, PackDirectory>();
    for (var file : store.list(Shelf.INDEX)) {
      for (var told : index.readFile(store, keys, file)) {
        known.put(told.pack(), told);
        index.indexed.computeIfAbsent(file.name(), _ -> new ArrayList<>()).add(told);
      }
    }
    // Listed last: a pack that another run ends meanwhile is there before an index file tells of
    // it.
    var packs = store.list(Shelf.PACKS);
    for (var pack : packs) {
      var told = Optional.ofNullable(known.get(pack.name())).filter(_ -> trustFiles);
      index.addFound(reader, pack, told);
    }
    for (var name : VaultDamage.names(Shelf.PACKS, index.damages)) {
      // A mark tells of it, or it went since it was listed.
      if (index.damaged.contains(name)
          || (condemned.contains(name) && !PackReader.isThere(store, name))) {
        index.damages.removeIf(it -> it.where().equals("packs/" + name));
      }
    }
    for (var name : missing(known.keySet(), packs.stream().map(Item::name).toList())) {
      if (!condemned.contains(name)) {
        index.addUnlisted(store, reader, Objects.requireNonNull(known.get(name)));
      }
    }
    index.placeAll(condemned, without);
    return index;
  }

  /// The last one counts. Damaged packs come first, then condemned ones, of which that with the
  /// first name counts for everybody.
  private void placeAll(Set<String> condemned, Set<String> without) {
    directories.sort(
        Comparator.comparing((PackDirectory it) -> !damaged.contains(it.pack()))
            .thenComparing(it -> !condemned.contains(it.pack()))
            .thenComparing(PackDirectory::pack, Comparator.reverseOrder()));
    directories.stream()
        .filter(it -> !without.contains(it.pack()))
        .forEach(it -> it.rows().forEach(this::place));
  }

  /// A store may list late what it has.
  private void addUnlisted(VaultStore store, PackReader reader, PackDirectory told)
      throws IOException {
    try {
      store.get(Shelf.PACKS, told.pack(), 0, 1);
      addFound(reader, new Item(told.pack(), bytes(told)), Optional.of(told));
    } catch (NoSuchFileException gone) {
      damages.add(VaultDamage.of("packs/" + told.pack(), "it is missing"));
    } catch (EOFException empty) {
      damages.add(VaultDamage.of("packs/" + told.pack(), "it is empty"));
    }
  }

  private static Set<String> missing(Set<String> told, List<String> there) {
    var missing = new TreeSet<>(told);
    there.forEach(missing::remove);
    return missing;
  }

  private void addFound(PackReader reader, Item pack, Optional<PackDirectory> told)
      throws IOException {
    try {
      boolean fits = told.isPresent() && bytes(told.get()) == pack.bytes();
      directories.add(fits ? told.get() : reader.directory(pack));
    } catch (DamageException damaged) {
      damages.add(VaultDamage.of("packs/" + pack.name(), damaged));
    }
  }

  /// How long a pack of that directory is.
  private static long bytes(PackDirectory of) {
    long frames = of.rows().stream().mapToLong(it -> it.frame().storedBytes()).sum();
    return PackBuffer.HEAD + frames + of.toBytes().length + Gcm.TAG + PackBuffer.TAIL;
  }

  private List<PackDirectory> readFile(VaultStore store, VaultKeys keys, Item file)
      throws IOException {
    try {
      var plain = SealedFile.INDEX.open(keys, file.name(), store.get(Shelf.INDEX, file.name()));
      return directories(plain, file.name());
    } catch (NoSuchFileException takenAway) {
      return List.of();
    } catch (DamageException damaged) {
      damages.add(VaultDamage.of("index/" + file.name(), damaged));
      return List.of();
    }
  }

  private static List<PackDirectory> directories(ByteBuffer from, String file)
      throws DamageException {
    try {
      var found = new ArrayList<PackDirectory>();
      while (from.hasRemaining()) {
        var id = new byte[PackBuffer.ID];
        from.get(id);
        found.add(PackDirectory.of(HexFormat.of().formatHex(id), PackBuffer.HEAD, from));
      }
      return found;
    } catch (BufferUnderflowException cut) {
      throw new DamageException("index file %s makes no sense".formatted(file), cut);
    }
  }

  /// Keeps a copy of what packs say, so that the next run need not ask each.
  static void write(
      VaultStore store, VaultKeys keys, List<PackDirectory> packs, SecureRandom random)
      throws IOException {
    if (packs.isEmpty()) {
      return;
    }
    var parts = new ArrayList<byte[]>();
    packs.forEach(it -> {
      parts.add(HexFormat.of().parseHex(it.pack()));
      parts.add(it.toBytes());
    });
    var plain = ByteBuffer.allocate(parts.stream().mapToInt(it -> it.length).sum());
    parts.forEach(plain::put);
    var name = SealedFile.newName(random);
    var sealed = SealedFile.INDEX.seal(keys, name, plain.array(), random);
    store.put(Shelf.INDEX, name, sealed, sealed.length);
  }

  /// Has no index file tell of packs that go or are gone.
  ///
  /// @param unreadable files that nobody can read; what none tells of then is told of anew
  /// @return the files that are gone
  Set<String> rewrite(
      VaultStore store,
      VaultKeys keys,
      SecureRandom random,
      Set<String> going,
      Set<String> unreadable)
      throws IOException {
    var old = new TreeSet<>(unreadable);
    var oldTold = new HashSet<String>();
    var otherTold = new HashSet<String>();
    indexed.forEach((file, told) -> {
      var packs = told.stream().map(PackDirectory::pack).toList();
      if (Collections.disjoint(packs, going)) {
        otherTold.addAll(packs);
      } else {
        old.add(file);
        oldTold.addAll(packs);
      }
    });
    var rest =
        directories.stream()
            .filter(it -> oldTold.contains(it.pack()) || !unreadable.isEmpty())
            .filter(it -> !otherTold.contains(it.pack()) && !going.contains(it.pack()))
            .toList();
    write(store, keys, rest, random);
    for (var file : old) {
      store.delete(Shelf.INDEX, file);
    }
    return old;
  }

  /// Tells where the chunks of a frame lie.
  void place(PackDirectory.Row row) {
    int at = 0;
    for (var chunk : row.chunks()) {
      places.put(chunk.id(), new ChunkPlace(row.frame(), at, chunk.bytes()));
      at += chunk.bytes();
    }
  }

  /// Whether the caller is the first to bring that chunk, and so has to store it.
  boolean claim(ChunkId id) {
    var there = places.putIfAbsent(id, UNDERWAY);
    if (there != null) {
      rely(there);
    }
    return there == null;
  }

  boolean holds(ChunkId id) {
    var there = places.get(id);
    if (there != null) {
      rely(there);
    }
    return id.isHole() || there != null;
  }

  private void rely(ChunkPlace there) {
    if (!there.frame().pack().isEmpty()) { // Else it is underway.
      relied.add(there.frame().pack());
    }
  }

  /// The packs of which a chunk was asked for and found, by [#claim] or [#holds].
  Set<String> relied() {
    return Set.copyOf(relied);
  }

  Optional<ChunkPlace> place(ChunkId id) {
    return Optional.ofNullable(places.get(id));
  }

  /// How many chunks there are.
  long count() {
    return places.size();
  }

  /// How many bytes they have.
  long bytes() {
    return places.values().stream().mapToLong(ChunkPlace::bytes).sum();
  }

  /// Every pack that could be read.
  List<PackDirectory> directories() {
    return List.copyOf(directories);
  }

  /// What each index file tells, by its name.
  Map<String, List<PackDirectory>> indexed() {
    return Map.copyOf(indexed);
  }

  /// Packs that a mark calls damaged.
  Set<String> damaged() {
    return Set.copyOf(damaged);
  }

  /// What else is wrong with packs and index files, as far as was looked.
  List<VaultDamage> damages() {
    return List.copyOf(damages);
  }
}
