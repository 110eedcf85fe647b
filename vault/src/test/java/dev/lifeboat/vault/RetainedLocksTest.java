package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.vault.DatabaseSource.Kind;
import dev.lifeboat.vault.FileSink.Attributes;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what is said of a snapshot after it was made, or needs it later, counts for the store's
/// locks too.
///
/// Method: as [SnapshotKeepTest] has it.
class RetainedLocksTest {
  private static final int MONTH = 30;

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-27T12:00:00Z"));
  private final LockedMemoryStore store = new LockedMemoryStore(Duration.ofDays(MONTH), now::get);
  private Path source;

  @BeforeEach
  void make() throws IOException {
    source = Files.createDirectory(folder.resolve("source"));
    Files.write(source.resolve("large"), new SampleTree(1).bytes(300_000));
    SampleVaults.create(store);
  }

  private Vault vault() throws IOException {
    return SampleVaults.open(store, now::get);
  }

  private String backup() throws Exception {
    Files.writeString(source.resolve("small"), "content of " + now);
    return vault().backup(source, VaultProgress.SILENT).snapshot().id();
  }

  private void pass(long days) {
    now.updateAndGet(it -> it.plus(Duration.ofDays(days)));
  }

  private void requireRestored(String snapshot) throws Exception {
    var target = folder.resolve("target-" + snapshot);
    var result =
        vault().restore(new SnapshotChoice.Id(snapshot), List.of(), target, VaultProgress.SILENT);
    assertThat(result.damages()).isEmpty();
    SampleTree.remove(target);
  }

  private List<EarlyLock> early() throws Exception {
    return vault().check(ReadShare.NONE, VaultProgress.SILENT).early();
  }

  @Test
  void a_hold_keeps_what_its_snapshot_needs_a_month_from_then() throws Exception {
    var held = backup();
    pass(20);
    vault().custody().hold(held, "case 12");
    pass(29);
    store.plunder();
    requireRestored(held);
    assertThat(vault().custody().trail().holds()).as("the word itself stays").containsKey(held);
  }

  @Test
  void backups_go_on_keeping_what_is_on_hold() throws Exception {
    var held = backup();
    vault().custody().hold(held, "case 12");
    var other = Files.createDirectory(folder.resolve("other"));
    for (int week = 0; week < 20; week++) {
      pass(7);
      Files.writeString(other.resolve("file"), "content of " + now);
      vault().backup(other, VaultProgress.SILENT);
      assertThat(early()).isEmpty();
      store.plunder();
    }
    requireRestored(held);
    assertThat(vault().custody().trail().holds()).containsKey(held);
  }

  @Test
  void prunes_go_on_keeping_what_is_on_hold() throws Exception {
    var held = backup();
    vault().custody().hold(held, "case 12");
    for (int week = 0; week < 10; week++) {
      pass(7);
      vault().prune(new KeepRules(Map.of()), Duration.ofDays(1), false);
      store.plunder();
    }
    requireRestored(held);
  }

  /// A deletion that the store refused would fail the prune, and be taken for an attack.
  @Test
  void prunes_remove_notes_of_locks_that_nobody_reads_and_no_lock_is_on() throws Exception {
    for (int backup = 0; backup < 20; backup++) {
      backup();
      pass(10);
      vault().prune(new KeepRules(Map.of()), Duration.ofDays(1), false);
    }
    assertThat(store.list(Shelf.LOCKS)).as("of the last month").hasSizeBetween(1, 10);
  }

  @Test
  void a_check_tells_of_a_hold_that_nobody_goes_on_with_and_a_repair_does() throws Exception {
    var held = backup();
    vault().custody().hold(held, "case 12");
    assertThat(early()).isEmpty();
    pass(25);
    assertThat(early())
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.snapshot()).isEqualTo(held))
        .extracting(EarlyLock::where)
        .anyMatch(it -> it.startsWith("packs/"))
        .anyMatch(it -> it.startsWith("keys/"))
        .contains("snapshots/" + held);

    var repaired = vault().repair(VaultProgress.SILENT);
    assertThat(repaired.early()).isEmpty();
    assertThat(repaired.repaired()).contains("snapshots/" + held);
    pass(29);
    store.plunder();
    requireRestored(held);
  }

  @Test
  void a_longer_rule_keeps_what_is_there() throws Exception {
    var one = backup();
    pass(20);
    vault().custody().retain(new VaultRetention("", 90));
    pass(69);
    store.plunder();
    requireRestored(one);
    assertThat(vault().custody().trail().retentions()).as("the rule itself stays").hasSize(1);
  }

  /// Else nobody could say what is retained, and no prune would run.
  @Test
  void backups_keep_the_trail_whole() throws Exception {
    for (int week = 0; week < 20; week++) {
      backup();
      pass(7);
      store.plunder();
      assertThat(vault().custody().trail().damages()).isEmpty();
    }
  }

  /// Of a rule that was set when the snapshot did not show yet, but had asked for the rules.
  @Test
  void a_rule_that_came_while_a_backup_ran_counts_from_the_next_on() throws Exception {
    var meanwhile =
        new SnapshotKeepTest.LockRefusal(store) {
          @Override
          public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
            super.put(shelf, name, bytes, length);
            if (shelf == Shelf.SNAPSHOTS) {
              var entry = new SampleTrail(store, now::get);
              entry.retain(new VaultRetention("", 90));
            }
          }
        };
    var early = SampleVaults.open(meanwhile, now::get).backup(source, VaultProgress.SILENT);
    assertThat(early()).isNotEmpty();
    pass(1);
    backup();
    assertThat(early()).isEmpty();
    pass(88);
    store.plunder();
    requireRestored(early.snapshot().id());
  }

  private static FileStream database(Kind kind, long from, long to) {
    return files -> {
      var bytes = ("%s %d".formatted(kind, to)).getBytes(StandardCharsets.UTF_8);
      var plain = new Attributes(0600, 0, 0, Instant.EPOCH);
      files.file(VaultPath.of("file"), plain, new ByteArrayInputStream(bytes));
      return new DatabaseSource(new SourceHost("db1"), "7", kind, 1, 0, from, to);
    };
  }

  private String base(long from, long to) throws Exception {
    return vault().backup(database(Kind.BASE, from, to), VaultProgress.SILENT).snapshot().id();
  }

  private static String part(PartKeeper keeper, long from) throws Exception {
    return keeper.keep(database(Kind.LOG, from, from + 10)).snapshot().id();
  }

  @Test
  void a_base_stays_as_long_as_the_log_that_leads_on_from_it() throws Exception {
    var base = base(0, 1);
    var first = "";
    var last = "";
    try (var keeper = vault().parts(Optional.empty())) {
      first = part(keeper, 0);
      for (int day = 1; day <= 20; day++) {
        pass(1);
        last = part(keeper, 10 * day);
      }
    }
    assertThat(early()).isEmpty();
    pass(22);
    store.plunder();
    requireRestored(base);
    requireRestored(first);
    requireRestored(last);
  }

  /// Parts alone leave a margin, since most bases have one behind them soon.
  @Test
  void a_new_base_has_the_one_before_stay_as_long_as_its_last_log() throws Exception {
    var base = base(0, 1);
    String last;
    try (var keeper = vault().parts(Optional.empty())) {
      pass(5);
      last = part(keeper, 0);
    }
    base(10, 11);
    pass(29);
    store.plunder();
    requireRestored(base);
    requireRestored(last);
  }

  @Test
  void a_part_makes_no_call_for_locks_while_none_is_due() throws Exception {
    base(0, 1);
    try (var keeper = vault().parts(Optional.empty())) {
      part(keeper, 0);
      int before = store.asked() + store.lengthened();
      for (int minute = 1; minute <= 100; minute++) {
        now.updateAndGet(it -> it.plusSeconds(60));
        part(keeper, 10 * minute);
      }
      assertThat(store.asked() + store.lengthened() - before).isLessThanOrEqualTo(2);
    }
  }

  /// As a release had it that lengthened nothing.
  @Test
  void a_check_tells_of_a_pack_that_is_older_than_its_snapshot() throws Exception {
    backup();
    pass(20);
    var second = backup();
    assertThat(early()).isEmpty();
    var old = store.forgetLocks(Duration.ofDays(5));
    assertThat(early()).isNotEmpty().allSatisfy(it -> assertThat(it.snapshot()).isEqualTo(second));
    assertThat(early()).extracting(EarlyLock::where).containsAnyElementsOf(old);

    assertThat(vault().repair(VaultProgress.SILENT).early()).isEmpty();
    pass(29);
    store.plunder();
    requireRestored(second);
  }

  /// Locks are the store's own: notes that came along with a copy of the bytes prove nothing there.
  @Test
  void what_was_noted_of_another_place_is_not_believed() throws Exception {
    backup();
    pass(1);
    backup();
    assertThat(LockRecord.newest(store, SampleVaults.keys(store), store.where()).until())
        .isNotEmpty();
    assertThat(LockRecord.newest(store, SampleVaults.keys(store), "elsewhere").until()).isEmpty();
  }
}
