package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whoever has a writer's login takes nothing from a snapshot that stays, however old the
/// packs are that it needs.
///
/// Method: a store that keeps each object for a month; time passes by a clock of the test, and then
/// all that may be deleted is.
class SnapshotKeepTest {
  static final Duration MONTH = Duration.ofDays(30);

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-27T12:00:00Z"));
  private final LockedMemoryStore store = new LockedMemoryStore(MONTH, now::get);
  private Path source;

  @BeforeEach
  void make() throws IOException {
    source = Files.createDirectory(folder.resolve("source"));
    Files.write(source.resolve("large"), new SampleTree(1).bytes(300_000));
    SampleVaults.create(store);
  }

  private Vault vault(VaultStore by) throws IOException {
    return SampleVaults.open(by, now::get);
  }

  private String backup(VaultStore by) throws Exception {
    Files.writeString(source.resolve("small"), "content of " + now);
    return vault(by).backup(source, VaultProgress.SILENT).snapshot().id();
  }

  private void pass(long days) {
    now.updateAndGet(it -> it.plus(Duration.ofDays(days)));
  }

  private void requireRestored(String snapshot) throws Exception {
    var target = folder.resolve("target-" + now.get().toEpochMilli());
    var result =
        vault(store)
            .restore(new SnapshotChoice.Id(snapshot), List.of(), target, VaultProgress.SILENT);
    assertThat(result.damages()).isEmpty();
    assertThat(target.resolve("large")).hasBinaryContent(new SampleTree(1).bytes(300_000));
  }

  @Test
  void packs_of_before_stay_as_long_as_the_snapshot_that_needs_them() throws Exception {
    backup(store);
    pass(20);
    var second = backup(store);
    pass(29);
    store.plunder();
    requireRestored(second);
  }

  @Test
  void a_rule_has_all_that_a_snapshot_needs_stay_and_its_manifest() throws Exception {
    vault(store).custody().retain(new VaultRetention("", 90));
    var one = backup(store);
    pass(89);
    store.plunder();
    requireRestored(one);
  }

  /// Of the packs one is enough; the new one of each day needs no call.
  @Test
  void a_daily_snapshot_renews_a_pack_each_eighth_day() throws Exception {
    int renewals = 0;
    for (int day = 0; day < 64; day++) {
      int before = store.lengthenedPacks();
      backup(store);
      renewals += store.lengthenedPacks() > before ? 1 : 0;
      pass(1);
    }
    assertThat(renewals).isBetween(7, 9);
    store.plunder();
    requireRestored(vault(store).snapshots().snapshots().getFirst().id());
  }

  @Test
  void what_is_known_of_a_lock_is_not_asked_again() throws Exception {
    var vault = vault(store);
    vault.backup(source, VaultProgress.SILENT);
    int first = store.asked();
    pass(1);
    vault.backup(source, VaultProgress.SILENT);
    int asked = store.asked();
    int lengthened = store.lengthened();
    assertThat(asked - first).as("the key and the pack").isEqualTo(2);
    assertThat(lengthened).isEqualTo(2);
    pass(1);
    vault.backup(source, VaultProgress.SILENT);
    vault(store).backup(source, VaultProgress.SILENT);
    assertThat(store.asked()).as("by this run and by another").isEqualTo(asked);
    assertThat(store.lengthened()).isEqualTo(lengthened);
  }

  @Test
  void a_lock_that_the_store_does_not_lengthen_fails_the_backup_before_its_snapshot_shows()
      throws Exception {
    backup(store);
    pass(20);
    var refusing =
        new LockRefusal(store) {
          @Override
          public void lengthen(Shelf shelf, String name, Instant until) throws IOException {
            throw new AccessDeniedException("s3:PutObjectRetention is not allowed");
          }
        };
    assertThatThrownBy(() -> backup(refusing))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the store does not keep ")
        .hasMessageContaining("s3:PutObjectRetention is not allowed");
    assertThat(vault(store).snapshots().snapshots()).hasSize(1);
  }

  /// Such as one whose policy allows a month from now and no more.
  @Test
  void a_store_that_gives_no_more_than_is_needed_gives_that() throws Exception {
    backup(store);
    pass(20);
    var limited =
        new LockRefusal(store) {
          @Override
          public void lengthen(Shelf shelf, String name, Instant until) throws IOException {
            if (until.isAfter(now.get().plus(MONTH))) {
              throw new AccessDeniedException("nothing is kept for so long");
            }
            super.lengthen(shelf, name, until);
          }
        };
    var second = backup(limited);
    pass(29);
    store.plunder();
    requireRestored(second);
  }

  /// Between the look and the call.
  @Test
  void another_writer_that_was_first_does_no_harm() throws Exception {
    backup(store);
    pass(20);
    var late =
        new LockRefusal(store) {
          @Override
          public void lengthen(Shelf shelf, String name, Instant until) throws IOException {
            store.lengthen(shelf, name, until.plusSeconds(60));
            super.lengthen(shelf, name, until);
          }
        };
    var second = backup(late);
    pass(29);
    store.plunder();
    requireRestored(second);
  }

  /// At each renewal: a pack that went is not waited for, and its chunks are stored anew.
  @Test
  void a_pack_that_goes_before_its_lock_is_lengthened_is_stored_anew() throws Exception {
    backup(store);
    pass(31);
    var racing =
        new LockRefusal(store) {
          private boolean gone;

          @Override
          public Instant until(Shelf shelf, String name) throws IOException {
            if (shelf == Shelf.PACKS && !gone) {
              gone = true;
              store.delete(shelf, name);
            }
            return super.until(shelf, name);
          }
        };
    var second = backup(racing);
    pass(29);
    store.plunder();
    requireRestored(second);
  }

  /// Whoever is killed between two renewals, or behind all of them, leaves what the next one needs.
  @Test
  void a_backup_that_dies_at_any_renewal_leaves_the_vault_to_the_next() throws Exception {
    backup(store);
    for (int at = 1; at <= 4; at++) {
      pass(20);
      int last = at;
      var mortal =
          new LockRefusal(store) {
            private int calls;

            @Override
            public void lengthen(Shelf shelf, String name, Instant until) throws IOException {
              if (++calls == last) {
                throw new IOException("it died");
              }
              super.lengthen(shelf, name, until);
            }
          };
      try {
        backup(mortal);
      } catch (IOException died) {
        assertThat(died).hasMessageContaining("it died");
      }
      var next = backup(store);
      pass(9);
      store.plunder();
      requireRestored(next);
    }
  }

  /// A store whose locks a test has its hand in.
  abstract static class LockRefusal extends StoreDecorator implements StoreLocks {
    private final LockedMemoryStore store;

    LockRefusal(LockedMemoryStore store) {
      super(store);
      this.store = store;
    }

    @Override
    public Optional<StoreLocks> locks() {
      return Optional.of(this);
    }

    @Override
    public Duration each() {
      return store.each();
    }

    @Override
    public String where() {
      return store.where();
    }

    @Override
    public String right() {
      return store.right();
    }

    @Override
    public Instant until(Shelf shelf, String name) throws IOException {
      return store.until(shelf, name);
    }

    @Override
    public void lengthen(Shelf shelf, String name, Instant until) throws IOException {
      store.lengthen(shelf, name, until);
    }
  }
}
