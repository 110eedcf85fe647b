package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.vault.KeepRules.Span;
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
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultPruneTest {
  private static final Duration WAIT = Duration.ofHours(24);
  private static final KeepRules LAST = new KeepRules(Map.of(Span.LAST, 1));

  @TempDir private Path folder;
  private final MemoryVaultStore store = new MemoryVaultStore();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private Path source;

  @BeforeEach
  void make() throws IOException {
    source = Files.createDirectory(folder.resolve("source"));
    SampleVaults.create(store);
  }

  private BackupResult backup(int seed, int bytes) throws Exception {
    Files.write(source.resolve("file"), new SampleTree(seed).bytes(bytes));
    now.updateAndGet(it -> it.plusSeconds(2));
    return SampleVaults.open(store, now::get).backup(source, VaultProgress.SILENT);
  }

  private PruneResult prune(KeepRules rules, Duration wait) throws Exception {
    return SampleVaults.open(store, now::get).prune(rules, wait, false);
  }

  private long stored() {
    return store.list(Shelf.PACKS).stream().mapToLong(Item::bytes).sum();
  }

  @Test
  void what_no_snapshot_needs_is_marked_then_gone_when_the_wait_is_over() throws Exception {
    backup(1, 400_000);
    backup(2, 400_000);
    long before = stored();

    var marked = prune(LAST, WAIT);
    assertThat(marked.removed()).hasSize(1);
    assertThat(marked.kept()).isOne();
    assertThat(marked.marked()).isOne();
    assertThat(marked.due()).contains(now.get().plus(WAIT));
    assertThat(stored()).isEqualTo(before);

    now.updateAndGet(it -> it.plus(WAIT).minusSeconds(1));
    assertThat(prune(LAST, WAIT).swept()).isZero();
    now.updateAndGet(it -> it.plusSeconds(1));
    assertThat(prune(LAST, WAIT).swept()).isOne();

    assertThat(stored()).isLessThan(before * 6 / 10);
    assertThat(store.list(Shelf.MARKS)).isEmpty();
    assertThat(SampleVaults.check(store).damages()).isEmpty();
    SampleVaults.restore(store, folder.resolve("target"));
    SampleTree.assertSame(folder.resolve("target"), source);
  }

  @Test
  void a_pack_of_which_little_is_needed_is_stored_anew_and_goes() throws Exception {
    var other = Files.createDirectory(folder.resolve("other"));
    var shared = new SampleTree(3).bytes(100_000);
    Files.write(source.resolve("shared"), shared);
    backup(1, 900_000);
    Files.write(other.resolve("shared"), shared);
    SampleVaults.open(store, now::get).backup(other, VaultProgress.SILENT);
    Files.delete(source.resolve("shared"));
    backup(2, 1000);

    var result = prune(LAST, Duration.ZERO);

    assertThat(result.sparse()).isOne();
    assertThat(result.swept()).isEqualTo(result.marked());
    assertThat(stored()).isLessThan(300_000);
    assertThat(SampleVaults.check(store).damages()).isEmpty();
    assertThat(prune(LAST, Duration.ZERO).marked()).isZero();
  }

  /// They may be of a backup that runs, which tells of them at its end.
  @Test
  void packs_of_which_no_index_tells_wait_longer() throws Exception {
    backup(1, 100_000);
    for (var index : store.list(Shelf.INDEX)) {
      store.delete(Shelf.INDEX, index.name());
    }
    for (var snapshot : store.list(Shelf.SNAPSHOTS)) {
      store.delete(Shelf.SNAPSHOTS, snapshot.name());
    }
    assertThat(prune(LAST, WAIT).marked()).isOne();

    now.updateAndGet(it -> it.plus(WAIT.multipliedBy(7)).minusSeconds(1));
    assertThat(prune(LAST, WAIT).swept()).isZero();
    now.updateAndGet(it -> it.plusSeconds(1));
    assertThat(prune(LAST, WAIT).swept()).isOne();
  }

  @Test
  void what_a_backup_needs_again_before_it_is_due_stays() throws Exception {
    backup(1, 400_000);
    backup(2, 1000);
    prune(LAST, WAIT);

    var again = backup(1, 400_000);
    assertThat(again.addedBytes()).as("it may be used").isLessThan(100_000);
    now.updateAndGet(it -> it.plus(WAIT.multipliedBy(2)));
    prune(LAST, WAIT);

    assertThat(SampleVaults.check(store).damages()).isEmpty();
    SampleVaults.restore(store, folder.resolve("target"));
    SampleTree.assertSame(folder.resolve("target"), source);
  }

  @Test
  void packs_that_are_needed_again_are_taken_out_of_marks() throws Exception {
    backup(1, 400_000);
    backup(2, 1000);
    prune(LAST, WAIT);
    assertThat(SampleVaults.open(store, now::get).stats().markedPacks()).isOne();
    backup(1, 400_000);

    prune(LAST, WAIT);

    // Else whoever backs up as it comes near stores all of it once more.
    now.updateAndGet(it -> it.plus(WAIT).minusSeconds(60));
    assertThat(backup(1, 400_000).addedBytes()).isLessThan(100_000);
    assertThat(SampleVaults.check(store).damages()).isEmpty();
  }

  @Test
  void each_machine_keeps_its_own_of_one_path() throws Exception {
    for (var host : List.of("one", "two", "two")) {
      Files.writeString(source.resolve("file"), host + now);
      now.updateAndGet(it -> it.plusSeconds(2));
      SampleVaults.open(store, now::get).backup(new SourceHost(host), source, VaultProgress.SILENT);
    }

    assertThat(prune(LAST, WAIT).removed()).hasSize(1);
    assertThat(SampleVaults.open(store).snapshots().snapshots())
        .extracting(it -> it.source().toString())
        .containsExactlyInAnyOrder("one:" + source.toRealPath(), "two:" + source.toRealPath());
  }

  /// A clock that was wrong for a day must not cost what was kept since.
  @Test
  void a_snapshot_from_the_future_stays_and_is_not_counted() throws Exception {
    Files.writeString(source.resolve("file"), "content");
    SampleVaults.open(store, () -> now.get().plus(Duration.ofDays(900)))
        .backup(source, VaultProgress.SILENT);
    var older = backup(1, 1000).snapshot().id();
    var newest = backup(2, 1000).snapshot().id();

    assertThat(prune(LAST, WAIT).removed()).extracting(Snapshot::id).containsExactly(older);
    assertThat(SampleVaults.open(store).snapshots().snapshots())
        .extracting(Snapshot::id)
        .hasSize(2)
        .contains(newest);
  }

  @Test
  void what_the_store_keeps_against_it_is_passed_over_and_stays_marked() throws Exception {
    backup(1, 400_000);
    backup(2, 400_000);
    backup(3, 400_000);
    prune(LAST, WAIT);
    now.updateAndGet(it -> it.plus(WAIT));
    var locked = marked().getFirst();
    var keeper = refusing(Shelf.PACKS, locked);

    var swept = SampleVaults.open(keeper, now::get).prune(LAST, WAIT, false);

    assertThat(swept.swept()).isOne();
    assertThat(store.list(Shelf.PACKS)).extracting(Item::name).contains(locked).hasSize(2);
    assertThat(marked()).contains(locked);
    prune(LAST, WAIT);
    assertThat(store.list(Shelf.PACKS)).extracting(Item::name).doesNotContain(locked).hasSize(1);
    assertThat(store.list(Shelf.MARKS)).isEmpty();
  }

  /// As one has it who may write and nothing else.
  @Test
  void a_writer_who_may_not_delete_backs_up_beside_a_prune() throws Exception {
    backup(1, 400_000);
    backup(2, 1000);
    Files.write(source.resolve("file"), new SampleTree(1).bytes(400_000));
    prune(LAST, WAIT);
    var writer =
        new StoreDecorator(store) {
          private boolean pruned;

          @Override
          public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
            super.put(shelf, name, bytes, length);
            if (shelf == Shelf.SNAPSHOTS && !pruned) {
              pruned = true;
              now.updateAndGet(it -> it.plus(WAIT).minusSeconds(60));
            }
          }

          @Override
          public void delete(Shelf shelf, String name) throws IOException {
            throw new AccessDeniedException(name);
          }
        };

    var done = SampleVaults.open(writer, now::get).backup(source, VaultProgress.SILENT);

    assertThat(done.addedBytes()).as("the second attempt").isGreaterThan(300_000);
    assertThat(SampleVaults.check(store).damages()).isEmpty();
  }

  private List<String> marked() {
    try {
      var keys = SampleVaults.keys(store);
      return PruneMark.packs(PruneMark.all(store, keys, _ -> {})).stream().sorted().toList();
    } catch (IOException never) {
      throw new IllegalStateException(never);
    }
  }

  private VaultStore refusing(Shelf where, String what) {
    return new StoreDecorator(store) {
      @Override
      public void delete(Shelf shelf, String name) throws IOException {
        if (shelf == where && name.equals(what)) {
          throw new AccessDeniedException(name);
        }
        super.delete(shelf, name);
      }
    };
  }

  @Test
  void a_damaged_snapshot_stops_it_before_anything_is_removed() throws Exception {
    backup(1, 1000);
    var second = backup(2, 1000);
    var bytes = store.get(Shelf.SNAPSHOTS, second.snapshot().id());
    bytes[50] ^= 1;
    store.delete(Shelf.SNAPSHOTS, second.snapshot().id());
    store.put(Shelf.SNAPSHOTS, second.snapshot().id(), bytes, bytes.length);

    assertThatThrownBy(() -> prune(LAST, Duration.ZERO))
        .isInstanceOf(DamageException.class)
        .hasMessageContaining("is damaged, so what it needs is not known");
    assertThat(store.list(Shelf.SNAPSHOTS)).hasSize(2);
    assertThat(store.list(Shelf.PACKS)).hasSize(2);
  }

  @Test
  void a_dry_run_tells_and_does_nothing() throws Exception {
    backup(1, 1000);
    backup(2, 1000);

    var told = SampleVaults.open(store, now::get).prune(LAST, Duration.ZERO, true);

    assertThat(told.removed()).hasSize(1);
    assertThat(told.marked()).isOne();
    assertThat(store.list(Shelf.SNAPSHOTS)).hasSize(2);
    assertThat(store.list(Shelf.MARKS)).isEmpty();
  }

  @Test
  void without_a_rule_every_snapshot_stays() throws Exception {
    backup(1, 1000);
    backup(2, 1000);

    assertThat(prune(new KeepRules(Map.of()), Duration.ZERO).removed()).isEmpty();
    assertThat(SampleVaults.open(store).snapshots().snapshots()).hasSize(2);
  }

  @Test
  void a_restore_by_one_who_knows_no_mark_still_works() throws Exception {
    backup(1, 200_000);
    backup(2, 200_000);
    prune(LAST, WAIT);

    var target = folder.resolve("target");
    SampleVaults.open(store, now::get)
        .restore(SnapshotChoice.NEWEST, List.of(), target, VaultProgress.SILENT);
    SampleTree.assertSame(target, source);
  }
}
