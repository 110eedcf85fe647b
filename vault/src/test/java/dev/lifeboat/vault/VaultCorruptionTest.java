package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whatever becomes of the files of a vault, no wrong byte is restored, what is wrong is told
/// by path, what is intact comes back, and so does all else after a repair and the next backup.
///
/// Method: a vault of three snapshots and as many packs; each round breaks one file of it in a way
/// that the seed says, checks it, restores every snapshot that is left; some also repair it and
/// back up again.
class VaultCorruptionTest {
  private static final int SOURCES = 3;

  /// One round of so many, since it takes longer than all the rest.
  private static final int REPAIRED = 4;

  @TempDir private Path folder;
  private Path vault;
  private final List<String> snapshots = new ArrayList<>();
  private final List<Path> sources = new ArrayList<>();
  private Path stale;
  private byte[] staleBytes;

  /// How a file is broken.
  private enum Break {
    FLIPPED,
    CUT,
    LONGER,
    MISSING,
    SWAPPED,
    /// An index file is back that tells of a pack which a prune has removed.
    STALE
  }

  @BeforeEach
  void makeVault() throws Exception {
    vault = folder.resolve("vault");
    var store = SampleVaults.store(vault);
    SampleVaults.create(store);
    for (int i = 0; i < SOURCES; i++) {
      var source = folder.resolve("source-" + i);
      Files.createDirectories(source);
      for (int file = 0; file < 12; file++) {
        // The largest has chunks in two frames, of which one may be intact.
        int length = file > 0 ? 1000 * file : i == 0 ? 1_600_000 : 300_000;
        Files.write(source.resolve("file-" + file), new SampleTree(100L * i + file).bytes(length));
      }
      snapshots.add(SampleVaults.backup(store, source).snapshot().id());
      sources.add(source);
    }
    removeAnother(store);
  }

  private void removeAnother(VaultStore store) throws Exception {
    var source = Files.createDirectories(folder.resolve("another"));
    Files.writeString(source.resolve("file"), "another");
    var before = files(vault.resolve("index"));
    var id = SampleVaults.backup(store, source).snapshot().id();
    var now = new ArrayList<>(files(vault.resolve("index")));
    now.removeAll(before);
    stale = vault.relativize(now.getFirst());
    staleBytes = Files.readAllBytes(now.getFirst());
    SampleVaults.remove(store, id);
    SampleVaults.open(store).prune(new KeepRules(Map.of()), Duration.ZERO, false);
    assertThat(now.getFirst()).doesNotExist();
  }

  @Test
  void two_hundred_corruptions_yield_no_wrong_byte() throws Exception {
    corrupt(200);
  }

  @Test
  void what_a_lost_pack_held_is_stored_again_by_the_next_backup() throws Exception {
    var store = SampleVaults.store(vault);
    var source = sources.getFirst();
    var before = files(vault.resolve("packs"));
    // So that the list of files lies in another pack than what it lists.
    Files.writeString(source.resolve("new"), "new");
    SampleVaults.backup(store, source);
    for (var file : before) {
      Files.delete(file);
    }

    var id = SampleVaults.backup(store, source).snapshot().id();

    var target = folder.resolve("target");
    var result =
        SampleVaults.open(store)
            .restore(new SnapshotChoice.Id(id), List.of(), target, VaultProgress.SILENT);
    assertThat(result.damages()).isEmpty();
    SampleTree.assertSame(target, source);
  }

  @Test
  @Tag("proof")
  void ten_thousand_corruptions_yield_no_wrong_byte() throws Exception {
    corrupt(10_000);
  }

  private void corrupt(int rounds) throws Exception {
    var random = new Random(25);
    for (int round = 0; round < rounds; round++) {
      var broken = copy(folder.resolve("broken"));
      var files = files(broken);
      var how = Break.values()[random.nextInt(Break.values().length)];
      var file =
          how == Break.STALE ? broken.resolve(stale) : files.get(random.nextInt(files.size()));
      var shelf = file.getParent().getFileName().toString();
      breakFile(file, how, random);
      var what = "round %d: %s %s".formatted(round, how, broken.relativize(file));
      try {
        require(SampleVaults.store(broken), shelf, how, round % REPAIRED == 0, what);
      } catch (WrongKeyException | NoVaultException noKeyLeft) {
        assertThat(shelf).as(what).isEqualTo("keys");
      }
      SampleTree.remove(broken);
    }
  }

  private void require(VaultStore store, String shelf, Break how, boolean repair, String what)
      throws Exception {
    var opened = SampleVaults.open(store);
    var damages = opened.check(ReadShare.ALL, VaultProgress.SILENT).damages();
    // An index file is a copy, and nothing names the last entry of the trail yet.
    boolean traceless =
        how == Break.MISSING && !shelf.equals("packs") && !shelf.equals("snapshots");
    if (!traceless && !(shelf.equals("keys") && how == Break.SWAPPED)) {
      assertThat(damages).as(what).isNotEmpty();
    }
    var listed = opened.snapshots().snapshots().stream().map(Snapshot::id).toList();
    assertThat(listed.size())
        .as(what)
        .isGreaterThanOrEqualTo(shelf.equals("snapshots") ? SOURCES - 2 : SOURCES);
    int whole = 0;
    for (var id : listed) {
      var target = folder.resolve("target");
      var result =
          opened.restore(new SnapshotChoice.Id(id), List.of(), target, VaultProgress.SILENT);
      whole += requireRight(sources.get(snapshots.indexOf(id)), target, result, damages, what);
      SampleTree.remove(target);
    }
    int lost = shelf.equals("index") ? 0 : how == Break.SWAPPED ? 2 : 1;
    assertThat(whole).as(what).isGreaterThanOrEqualTo(SOURCES - lost);
    if (!repair) {
      return;
    }
    opened.repair(VaultProgress.SILENT);
    for (var source : sources) {
      SampleVaults.backup(store, source);
    }
    // Only what an unreadable snapshot held, or an entry of the trail said, is known to nobody.
    assertThat(SampleVaults.check(store).damages())
        .filteredOn(it -> !it.where().matches("(snapshots|trail)/[0-9a-f]+"))
        .as(what)
        .isEmpty();
  }

  /// Gives one if nothing was lost.
  private static int requireRight(
      Path source, Path target, RestoreResult result, List<VaultDamage> told, String what)
      throws IOException {
    var names = names(source);
    var restored = names(target);
    for (var name : restored) {
      assertThat(Files.mismatch(target.resolve(name), source.resolve(name)))
          .as("%s: %s", what, name)
          .isEqualTo(-1);
    }
    names.removeAll(restored);
    if (names.isEmpty()) {
      assertThat(result.damages()).as(what).isEmpty();
      return 1;
    }
    assertThat(result.damages()).as(what).isNotEmpty();
    boolean listIsLost =
        result.damages().stream().anyMatch(it -> it.why().contains("list of files"));
    if (!listIsLost) {
      assertThat(result.damages()).extracting(VaultDamage::where).as(what).containsAll(names);
      assertThat(told.stream().map(VaultDamage::where).collect(Collectors.joining("\n")))
          .as(what)
          .contains(names);
    }
    return 0;
  }

  private void breakFile(Path file, Break how, Random random) throws IOException {
    var bytes = how == Break.STALE ? staleBytes : Files.readAllBytes(file);
    switch (how) {
      case STALE -> Files.write(file, bytes);
      case FLIPPED -> {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
      }
      case CUT -> Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      case LONGER -> Files.write(file, Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9)));
      case MISSING -> Files.delete(file);
      case SWAPPED -> {
        var others =
            files(file.getParent().getParent()).stream()
                .filter(it -> it.getParent().equals(file.getParent()) && !it.equals(file))
                .toList();
        if (!others.isEmpty()) {
          var other = others.get(random.nextInt(others.size()));
          Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
          Files.write(other, bytes);
        }
      }
    }
  }

  private Path copy(Path to) throws IOException {
    for (var shelf : Shelf.values()) {
      Files.createDirectories(to.resolve(shelf.word()));
    }
    for (var file : files(vault)) {
      Files.copy(file, to.resolve(vault.relativize(file)));
    }
    return to;
  }

  private static List<Path> files(Path tree) throws IOException {
    try (var files = Files.walk(tree)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static TreeSet<String> names(Path folder) throws IOException {
    return files(folder).stream()
        .map(it -> folder.relativize(it).toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
