package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a pack that rotted in the store is never taken for held once it was found.
///
/// Method: a vault of one snapshot, whose content is in one pack and whose list of files in another
/// one; a byte of the content's pack is flipped.
class VaultRepairTest {
  private static final KeepRules ALL = new KeepRules(Map.of());

  @TempDir private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private MemoryVaultStore store = new MemoryVaultStore();
  private Path source;
  private String first;

  /// The pack of the content.
  private String pack;

  /// The other one that [#twice] has hold the same.
  private String copy = "";

  private byte[] before;

  @BeforeEach
  void make() throws Exception {
    source = Files.createDirectory(folder.resolve("source"));
    Files.write(source.resolve("file"), new SampleTree(1).bytes(300_000));
    rot();
  }

  private void rot() throws Exception {
    store = new MemoryVaultStore();
    SampleVaults.create(store);
    // Its content is in the vault before, so that the list of files gets a pack of its own.
    var loose = backup(store).snapshot().id();
    pack = store.list(Shelf.PACKS).getFirst().name();
    Files.writeString(source.resolve("small"), "small");
    first = backup(store).snapshot().id();
    Files.delete(source.resolve("small"));
    SampleVaults.remove(store, loose);
    before = store.get(Shelf.PACKS, pack);
    flip(1000);
  }

  private void flip(int at) throws IOException {
    var bytes = store.get(Shelf.PACKS, pack);
    bytes[at] ^= 1;
    replace(bytes);
  }

  private void replace(byte[] bytes) throws IOException {
    store.delete(Shelf.PACKS, pack);
    store.put(Shelf.PACKS, pack, bytes, bytes.length);
  }

  private BackupResult backup(VaultStore by) throws IOException, InterruptedException {
    now.updateAndGet(it -> it.plusSeconds(2));
    return SampleVaults.open(by, now::get).backup(source, VaultProgress.SILENT);
  }

  private VaultCheckResult repair(VaultStore by) throws IOException, InterruptedException {
    return SampleVaults.open(by, now::get).repair(VaultProgress.SILENT);
  }

  private PruneResult prune(KeepRules rules) throws IOException, InterruptedException {
    return SampleVaults.open(store, now::get).prune(rules, Duration.ZERO, false);
  }

  private List<String> packs() {
    return store.list(Shelf.PACKS).stream().map(Item::name).toList();
  }

  private void requireFirst() throws Exception {
    var target = folder.resolve("target");
    var restored =
        SampleVaults.open(store)
            .restore(new SnapshotChoice.Id(first), List.of(), target, VaultProgress.SILENT);
    assertThat(restored.damages()).isEmpty();
    assertThat(Files.mismatch(target.resolve("file"), source.resolve("file"))).isEqualTo(-1);
    SampleTree.remove(target);
  }

  /// Seen red by the other name.
  @Test
  void what_is_lost_of_a_file_under_another_name_is_told_by_its_own() throws Exception {
    var file = VaultPath.of("file");
    var target = folder.resolve("target");
    var restored =
        SampleVaults.open(store)
            .restore(first, file, VaultPath.of("other"), target, VaultProgress.SILENT);
    assertThat(restored.damages()).extracting(VaultDamage::where).containsExactly("file");
  }

  @Test
  void what_it_held_is_stored_again_and_older_snapshots_get_it_back() throws Exception {
    assertThat(backup(store).addedBytes()).as("it is taken for held").isLessThan(100_000);

    var found = repair(store);
    assertThat(found.damages())
        .extracting(VaultDamage::where)
        .contains("packs/" + pack, "snapshots/" + first + ": file");
    assertThat(found.repaired()).containsExactly("packs/" + pack);
    assertThat(repair(store).repaired()).as("once is enough").isEmpty();
    assertThat(SampleVaults.open(store).check(ReadShare.NONE, VaultProgress.SILENT).damages())
        .extracting(VaultDamage::where)
        .as("the pack is known, what it takes away is told")
        .contains("snapshots/" + first + ": file")
        .doesNotContain("packs/" + pack);

    assertThat(backup(store).addedBytes()).isGreaterThanOrEqualTo(300_000);
    assertThat(SampleVaults.check(store).damages()).isEmpty();
    assertThat(packs()).contains(pack);
    requireFirst();
  }

  @Test
  void a_damaged_pack_stays_while_a_snapshot_needs_it_and_goes_with_its_mark() throws Exception {
    repair(store);
    var kept = source.resolveSibling("kept");
    Files.move(source.resolve("file"), kept);
    backup(store);
    assertThat(prune(ALL).swept()).isZero();
    assertThat(packs()).contains(pack);
    assertThat(store.list(Shelf.MARKS)).hasSize(1);

    Files.move(kept, source.resolve("file"));
    backup(store);
    assertThat(prune(ALL).swept()).isOne();
    assertThat(packs()).doesNotContain(pack);
    assertThat(store.list(Shelf.MARKS)).isEmpty();
    assertThat(SampleVaults.check(store).damages()).isEmpty();
    requireFirst();
  }

  /// The intact one must not go because the damaged one has the first name.
  @Test
  void of_a_damaged_pack_and_one_that_is_marked_to_go_the_intact_one_stays() throws Exception {
    twice();
    SampleVaults.open(store, now::get).prune(ALL, Duration.ofHours(1), false);
    flip(1000);
    repair(store);
    now.updateAndGet(it -> it.plus(Duration.ofDays(9)));

    prune(ALL);

    assertThat(SampleVaults.check(store).damages()).isEmpty();
    requireFirst();
  }

  /// One that does not know of the damage keeps the damaged pack, and removes the other one.
  @Test
  void of_two_sweeps_that_know_different_things_neither_removes_what_the_other_kept()
      throws Exception {
    twice();
    for (var snapshot : store.list(Shelf.SNAPSHOTS)) {
      store.delete(Shelf.SNAPSHOTS, snapshot.name());
    }
    var wait = Duration.ofHours(8);
    SampleVaults.open(store, now::get).prune(ALL, wait, false);
    // So that nothing of its list is in the vault.
    Files.writeString(source.resolve("new"), "new");
    first = backup(store).snapshot().id();
    now.updateAndGet(it -> it.plus(wait));
    var unknowing =
        new StoreDecorator(store) {
          @Override
          public void delete(Shelf shelf, String name) throws IOException {
            if (name.equals(copy)) {
              try {
                // Of its directory, so that index files know what intact frames it has.
                flip(before.length - 1);
                assertThat(repair(store).repaired()).contains("packs/" + pack);
                prune(ALL);
              } catch (InterruptedException never) {
                throw new IllegalStateException(never);
              }
            }
            super.delete(shelf, name);
          }
        };

    SampleVaults.open(unknowing, now::get).prune(ALL, wait, false);

    assertThat(packs()).contains(pack).doesNotContain(copy);
    requireFirst();
  }

  /// Has two packs hold the content, of which the one that is going to rot counts.
  private void twice() throws Exception {
    do {
      rot();
      store.delete(Shelf.PACKS, pack);
      var others = packs();
      backup(store);
      copy = packs().stream().filter(it -> !others.contains(it)).findFirst().orElseThrow();
      store.put(Shelf.PACKS, pack, before, before.length);
    } while (!packs().getFirst().equals(pack));
  }

  @Test
  void a_pack_that_was_put_back_from_a_copy_is_relied_on_again() throws Exception {
    repair(store);
    replace(before);

    var found = repair(store);

    assertThat(found.damages()).isEmpty();
    assertThat(found.repaired()).containsExactly("packs/" + pack);
    assertThat(store.list(Shelf.MARKS)).isEmpty();
    assertThat(backup(store).addedBytes()).isLessThan(100_000);
    requireFirst();
  }

  @Test
  void whoever_may_only_write_repairs_it_too() throws Exception {
    var writer =
        new StoreDecorator(store) {
          @Override
          public void delete(Shelf shelf, String name) throws IOException {
            throw new AccessDeniedException(name);
          }
        };

    repair(writer);
    backup(writer);

    assertThat(SampleVaults.check(store).damages()).isEmpty();
    requireFirst();
  }

  @Test
  void index_files_and_marks_that_nobody_can_use_are_replaced() throws Exception {
    replace(before);
    store.put(Shelf.MARKS, "a0", before, 100);
    store.put(Shelf.INDEX, "b0", before, 100);
    store.delete(Shelf.PACKS, pack);

    var found = repair(store);

    assertThat(found.damages())
        .extracting(VaultDamage::where)
        .contains("marks/a0", "index/b0", "packs/" + pack);
    assertThat(found.repaired()).contains("marks/a0", "index/b0").hasSize(3);
    assertThat(SampleVaults.check(store).damages())
        .extracting(VaultDamage::where)
        .containsExactly("snapshots/" + first + ": file");
    backup(store);
    assertThat(SampleVaults.check(store).damages()).isEmpty();
    requireFirst();
  }

  /// A backup that had found the pack held before does not end with it.
  @Test
  void a_repair_at_any_call_of_a_backup_has_it_store_again_what_was_lost() throws Exception {
    int calls = repairWithin(0);
    assertThat(calls).isGreaterThan(10);
    for (int at = 1; at <= calls; at++) {
      rot();
      // Behind its last look it is the next one's.
      if (at <= repairWithin(at)) {
        assertThat(SampleVaults.check(store).damages()).as("call %d", at).isEmpty();
        requireFirst();
      }
    }
  }

  /// @return the call of the backup's last look at marks
  private int repairWithin(int at) throws Exception {
    var counting = new ActionAtCall(store, at, shelf -> shelf != Shelf.TRAIL, () -> repair(store));
    var last = new AtomicInteger();
    backup(
        new StoreDecorator(counting) {
          @Override
          public List<Item> list(Shelf shelf) throws IOException {
            var listed = super.list(shelf);
            if (shelf == Shelf.MARKS) {
              last.set(counting.calls());
            }
            return listed;
          }
        });
    return last.get();
  }

  @Test
  void a_repair_that_dies_at_any_write_is_followed_by_one_that_goes_on() throws Exception {
    for (int at = 1; at <= 4; at++) {
      rot();
      store.list(Shelf.INDEX).forEach(it -> store.delete(Shelf.INDEX, it.name()));
      store.put(Shelf.MARKS, "a0", before, 100);
      store.put(Shelf.INDEX, "b0", before, 100);
      int last = at;
      var mortal =
          new StoreDecorator(store) {
            private int writes;

            @Override
            public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
              live();
              super.put(shelf, name, bytes, length);
            }

            @Override
            public void delete(Shelf shelf, String name) throws IOException {
              live();
              super.delete(shelf, name);
            }

            private void live() throws IOException {
              if (++writes >= last) {
                throw new IOException("it died");
              }
            }
          };
      assertThatThrownBy(() -> repair(mortal)).as("write %d", at).hasMessageContaining("it died");

      repair(store);
      backup(store);
      assertThat(SampleVaults.check(store).damages()).as("write %d", at).isEmpty();
      requireFirst();
    }
  }
}
