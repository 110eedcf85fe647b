package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.vault.KeepRules.Span;
import dev.lifeboat.vault.TrailEntry.Kind;
import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whatever was done with a vault is told by its trail, and whoever takes an entry away,
/// changes one, or removes a snapshot without a word is told by a check.
class TrailTest {
  private static final KeepRules LAST = new KeepRules(Map.of(Span.LAST, 1));

  @TempDir private Path folder;
  private final MemoryVaultStore store = new MemoryVaultStore();
  private Path source;

  @BeforeEach
  void make() throws Exception {
    source = Files.createDirectory(folder.resolve("source"));
    SampleVaults.create(store);
  }

  private String backup(String content) throws Exception {
    Files.writeString(source.resolve("file"), content);
    return SampleVaults.backup(store, source).snapshot().id();
  }

  private VaultTrail trail() throws IOException {
    return SampleVaults.open(store).custody().trail();
  }

  private List<String> names() {
    return store.list(Shelf.TRAIL).stream().map(Item::name).toList();
  }

  private List<String> damages() throws Exception {
    return SampleVaults.check(store).damages().stream().map(VaultDamage::where).toList();
  }

  private void prune() throws Exception {
    SampleVaults.open(store).prune(LAST, Duration.ZERO, false);
  }

  private void requireNoPrune() {
    assertThatThrownBy(this::prune)
        .isInstanceOf(DamageException.class)
        .hasMessageContaining("so what is on hold or retained is not known");
  }

  @Test
  void whatever_is_done_is_told_with_its_key() throws Exception {
    var first = backup("one");
    var second = backup("two");
    SampleVaults.restore(store, folder.resolve("target"));
    prune();

    var entries = trail().entries();

    assertThat(entries)
        .extracting(TrailEntry::kind)
        .containsExactly(
            Kind.BACKUP, Kind.KEPT, Kind.BACKUP, Kind.KEPT, Kind.RESTORE, Kind.REMOVAL);
    assertThat(entries)
        .extracting(it -> String.join(" ", it.names()))
        .containsExactly(first, first, second, second, second, first);
    assertThat(entries.getFirst().text()).endsWith(":" + source.toRealPath());
    assertThat(entries.get(4).text()).isEqualTo(folder.resolve("target").toString());
    var key = store.list(Shelf.KEYS).getFirst().name();
    assertThat(entries).allMatch(it -> it.by().key().equals(key) && it.by().who().contains("@"));
    assertThat(damages()).isEmpty();
  }

  @Test
  void a_copy_into_another_vault_is_told_in_both() throws Exception {
    backup("one");
    var other = new MemoryVaultStore();
    SampleVaults.create(other);

    SampleVaults.open(store)
        .copyTo(SampleVaults.open(other), Optional.empty(), VaultProgress.SILENT);

    assertThat(trail().entries().getLast().kind()).isEqualTo(Kind.RESTORE);
    assertThat(SampleVaults.open(other).custody().trail().entries())
        .extracting(TrailEntry::kind)
        .containsExactly(Kind.BACKUP, Kind.KEPT);
  }

  /// Each but the last, which nothing names yet.
  @Test
  void an_entry_that_is_gone_or_changed_is_told_and_stops_prunes() throws Exception {
    for (int i = 0; i < 4; i++) {
      backup("content " + i);
    }
    var names = names();
    assertThat(names).hasSize(8);
    for (var name : names.subList(0, names.size() - 1)) {
      var file = store.get(Shelf.TRAIL, name);
      store.delete(Shelf.TRAIL, name);
      assertThat(damages()).containsExactly("trail/" + name);
      requireNoPrune();

      var changed = file.clone();
      changed[changed.length / 2] ^= 1;
      store.put(Shelf.TRAIL, name, changed, changed.length);
      assertThat(damages()).containsExactly("trail/" + name);
      requireNoPrune();

      store.delete(Shelf.TRAIL, name);
      store.put(Shelf.TRAIL, name, file, file.length);
      assertThat(damages()).isEmpty();
    }
    assertThat(store.list(Shelf.SNAPSHOTS)).hasSize(4);
  }

  /// As somebody may who has the vault's key.
  @Test
  void an_entry_that_was_written_anew_is_told() throws Exception {
    backup("one");
    var name = names().getFirst();
    var old = trail().entries().getFirst();
    var forged =
        new TrailEntry(
            name, old.at(), old.by(), Kind.RELEASE, old.names(), "", List.of(), old.before());
    var sealed =
        SealedFile.TRAIL.seal(SampleVaults.keys(store), name, forged.toBytes(), new SecureRandom());
    store.delete(Shelf.TRAIL, name);
    store.put(Shelf.TRAIL, name, sealed, sealed.length);

    assertThat(damages()).containsExactly("trail/" + name);
    requireNoPrune();
  }

  /// Each snapshot names the entry that tells of it.
  @Test
  void a_trail_that_is_gone_altogether_is_missed() throws Exception {
    backup("one");
    backup("two");
    var told = trail().entries().stream().filter(it -> it.kind() == Kind.BACKUP).toList();
    for (var name : names()) {
      store.delete(Shelf.TRAIL, name);
    }

    assertThat(damages()).containsExactly("trail/" + told.get(0).id(), "trail/" + told.get(1).id());
    requireNoPrune();
  }

  @Test
  void a_snapshot_that_nobody_said_to_remove_is_missed() throws Exception {
    var lost = backup("one");
    backup("two");
    store.delete(Shelf.SNAPSHOTS, lost);

    assertThat(damages()).containsExactly("snapshots/" + lost);
  }

  /// Its backup died before it said that the snapshot stays.
  @Test
  void a_snapshot_that_never_came_is_not_missed() throws Exception {
    var dying =
        new StoreDecorator(store) {
          @Override
          public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
            if (shelf == Shelf.SNAPSHOTS) {
              throw new IOException("it died");
            }
            super.put(shelf, name, bytes, length);
          }
        };
    Files.writeString(source.resolve("file"), "content");
    assertThatThrownBy(() -> SampleVaults.backup(dying, source)).hasMessageContaining("it died");

    assertThat(names()).hasSize(1);
    assertThat(damages()).isEmpty();
  }

  @Test
  void a_person_gives_a_lost_entry_up_and_prunes_go_on() throws Exception {
    backup("one");
    backup("two");
    var lost = names().getFirst();
    store.delete(Shelf.TRAIL, lost);

    assertThatThrownBy(() -> forget("trail/" + names().getFirst()))
        .as("it is there")
        .isInstanceOf(NoVaultException.class);
    assertThat(forget("trail/" + lost).name()).isEqualTo("trail/" + lost);

    assertThat(damages()).isEmpty();
    assertThat(trail().entries().getLast().kind()).isEqualTo(Kind.LOSS);
    prune();
    assertThat(store.list(Shelf.SNAPSHOTS)).hasSize(1);
  }

  private ForgetResult forget(String name) throws IOException {
    return SampleVaults.open(store).custody().forget(name, "the disk was full");
  }

  @Test
  void writers_at_the_same_moment_lose_no_entry() throws Exception {
    var keys = SampleVaults.keys(store);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writes =
          IntStream.range(0, 40)
              .<Callable<TrailLink>>mapToObj(i ->
                  () ->
                      new Trail(store, keys, new SecureRandom(), Clock.systemUTC())
                          .append(Kind.HOLD, List.of(), "reason " + i))
              .toList();
      for (var write : threads.invokeAll(writes)) {
        write.get();
      }
    }

    var entries = new ArrayList<>(trail().entries());
    assertThat(entries).extracting(TrailEntry::text).doesNotHaveDuplicates().hasSize(40);
    assertThat(damages()).isEmpty();
  }

  /// Goal: however many write at the same moment, and however many while one of them stands still,
  /// the next entry names each.
  @Test
  void nobody_who_writes_beside_others_is_missed() throws Exception {
    backup("one");
    var then = store.list(Shelf.TRAIL);
    var stillThen =
        new StoreDecorator(store) {
          @Override
          public List<Item> list(Shelf shelf) {
            return then;
          }
        };
    var written = new ArrayList<String>();
    for (int i = 0; i < 9; i++) {
      written.add(append(stillThen));
    }
    for (int i = 0; i < 6; i++) {
      written.add(append(store));
    }
    written.add(append(stillThen));
    append(store);

    for (var name : written) {
      var file = store.get(Shelf.TRAIL, name);
      store.delete(Shelf.TRAIL, name);
      assertThat(damages()).containsExactly("trail/" + name);
      store.put(Shelf.TRAIL, name, file, file.length);
    }
    assertThat(damages()).isEmpty();
    var calls = new ActionAtCall(store, 0, () -> {});
    append(calls);
    assertThat(calls.calls()).as("the list, four entries, and its own").isEqualTo(6);
  }

  private String append(VaultStore by) throws IOException {
    return new Trail(by, SampleVaults.keys(store), new SecureRandom(), Clock.systemUTC())
        .append(Kind.HOLD, List.of(), "")
        .entry();
  }

  @Test
  void an_entry_that_is_not_listed_yet_is_asked_for_by_its_name() throws Exception {
    backup("one");
    var late = names().getFirst();
    var stale =
        new StoreDecorator(store) {
          @Override
          public List<Item> list(Shelf shelf) throws IOException {
            return super.list(shelf).stream().filter(it -> !it.name().equals(late)).toList();
          }
        };

    assertThat(SampleVaults.open(stale).custody().trail().entries())
        .extracting(TrailEntry::id)
        .contains(late);
    assertThat(SampleVaults.check(stale).damages()).isEmpty();
  }

  /// Such as of a copy on a read-only disk.
  @Test
  void a_restore_from_a_store_that_takes_nothing_goes_on_and_says_so() throws Exception {
    backup("one");
    var readOnly =
        new StoreDecorator(store) {
          @Override
          public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
            throw new AccessDeniedException(name);
          }
        };
    var told = new ArrayList<String>();
    var progress =
        new VaultProgress() {
          @Override
          public void at(String phase, long done, long total, long bytes) {}

          @Override
          public void untold(String why) {
            told.add(why);
          }
        };
    var target = folder.resolve("target");

    SampleVaults.open(readOnly).restore(SnapshotChoice.NEWEST, List.of(), target, progress);

    assertThat(target.resolve("file")).hasContent("one");
    assertThat(told).hasSize(1);
  }
}
