package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a backup into a vault of many packs asks the store about none of them while no lock is
/// due.
class LockCallsTest {
  @TempDir private Path source;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-27T12:00:00Z"));
  private final LockedMemoryStore store = new LockedMemoryStore(SnapshotKeepTest.MONTH, now::get);

  @BeforeEach
  void make() throws IOException {
    SampleVaults.create(store);
  }

  /// Each time by another run, as a timer makes them. Gives the calls for locks.
  private int backup() throws Exception {
    now.updateAndGet(it -> it.plus(Duration.ofHours(1)));
    int before = store.asked() + store.lengthened();
    SampleVaults.open(store, now::get).backup(source, VaultProgress.SILENT);
    return store.asked() + store.lengthened() - before;
  }

  private void fill(int packs) throws Exception {
    for (int pack = 0; pack < packs; pack++) {
      Files.write(source.resolve("file-" + pack), new SampleTree(pack).bytes(1000));
      backup();
    }
    assertThat(store.list(Shelf.PACKS)).hasSizeGreaterThanOrEqualTo(packs);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void a_backup_of_what_did_not_change_makes_calls_once_a_week(int packs) throws Exception {
    fill(packs);
    int again = backup();
    assertThat(again).as("the last pack, looked at and lengthened").isEqualTo(2);
    for (int hour = 0; hour < 24; hour++) {
      assertThat(backup()).as("hour %d", hour).isZero();
    }
  }

  /// Of a vault that nothing was noted of, such as one of an earlier release.
  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void a_backup_into_an_old_vault_looks_at_each_pack_once(int packs) throws Exception {
    fill(packs);
    now.updateAndGet(it -> it.plus(Duration.ofDays(10)));
    store.clear(Shelf.LOCKS);
    int there = store.list(Shelf.PACKS).size();
    int before = store.callsForData();
    backup();
    assertThat(store.callsForData() - before).as("and the key").isEqualTo(2 * (there + 1));
    for (int hour = 0; hour < 24; hour++) {
      backup();
    }
    int first = before + 2 * (there + 1);
    assertThat(store.callsForData() - first).as("its own pack, if any").isLessThanOrEqualTo(2);
  }

  /// None of them at once with the others: each ninth day of 35 by itself.
  @Test
  void each_pack_is_renewed_when_its_own_time_comes() throws Exception {
    fill(10);
    int before = store.lengthenedPacks();
    for (int day = 0; day < 30; day++) {
      now.updateAndGet(it -> it.plus(Duration.ofDays(1)));
      backup();
    }
    assertThat(store.lengthenedPacks() - before).as("four times each").isBetween(30, 50);
  }
}
