package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.vault.VaultKeySlots.Key;
import dev.lifeboat.vault.VaultSecret.KeyFile;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultKeySlotsTest {
  private static final VaultSecret FIRST = SampleVaults.SECRET;
  private static final VaultSecret SECOND = SampleVaults.passphrase("battery staple");
  private static final VaultSecret FILE = new KeyFile(new byte[KeyFile.BYTES]);

  @TempDir private Path folder;
  private FolderStore store;

  @BeforeEach
  void make() throws IOException {
    store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);
  }

  private static VaultKeySlots open(VaultStore store, VaultSecret secret) throws IOException {
    return VaultKeySlots.open(store, secret, new SecureRandom());
  }

  private String add(VaultSecret secret) throws IOException {
    return open(store, FIRST).add(secret, SampleVaults.CHEAP);
  }

  @Test
  void each_key_opens_the_same_vault_and_says_what_opens_it() throws Exception {
    var source = Files.createDirectory(folder.resolve("source"));
    SampleVaults.backup(store, source);
    var file = add(FILE);
    add(SECOND);

    for (var secret : new VaultSecret[] {FIRST, SECOND, FILE}) {
      var vault =
          Vault.open(store, secret, new SecureRandom(), java.time.Clock.systemUTC()).snapshots();
      assertThat(vault.snapshots()).hasSize(1);
    }
    var keys = open(store, FILE).keys();
    assertThat(keys).hasSize(3).contains(new Key(file, VaultKeySlots.Kind.KEY_FILE, true));
    assertThat(keys).filteredOn(Key::own).hasSize(1);
  }

  @Test
  void a_key_that_was_removed_opens_nothing_any_more() throws Exception {
    var id = add(SECOND);

    assertThat(open(store, FIRST).remove(id.substring(0, 8))).isEqualTo(id);

    assertThatThrownBy(() -> open(store, SECOND)).isInstanceOf(WrongKeyException.class);
    assertThat(open(store, FIRST).keys()).hasSize(1);
  }

  @Test
  void the_key_that_opened_it_stays_so_the_last_one_does() throws Exception {
    var ring = open(store, FIRST);

    assertThatThrownBy(() -> ring.remove("")).hasMessageContaining("opened the vault");
    assertThatThrownBy(() -> ring.remove("zz")).hasMessageContaining("0 keys");
    assertThat(ring.keys()).hasSize(1);
  }

  /// Each has removed the other's key before either looked again.
  @Test
  void two_that_remove_each_other_leave_a_key() throws Exception {
    var second = add(SECOND);
    var first = store.list(Shelf.KEYS).stream().filter(it -> !it.name().equals(second)).findAny();
    var done = new AtomicBoolean();
    var meanwhile =
        new StoreDecorator(store) {
          @Override
          public void delete(Shelf shelf, String name) throws IOException {
            if (done.compareAndSet(false, true)) {
              super.delete(shelf, first.orElseThrow().name());
            }
            super.delete(shelf, name);
          }
        };

    open(meanwhile, FIRST).remove(second);

    assertThat(open(store, FIRST).keys()).hasSize(1);
  }

  /// Who has the old secret removes the new key as the old one is about to go.
  @Test
  void a_rotation_beside_a_removal_leaves_a_key() throws Exception {
    for (boolean before : new boolean[] {true, false}) {
      var ring = folder.resolve("vault-" + before);
      store = SampleVaults.store(ring);
      SampleVaults.create(store);
      var remover = open(store, FIRST);
      var done = new AtomicBoolean();
      var meanwhile =
          new StoreDecorator(store) {
            @Override
            public void delete(Shelf shelf, String name) throws IOException {
              if (!before) {
                super.delete(shelf, name);
              }
              if (done.compareAndSet(false, true)) {
                var own = remover.keys().stream().filter(Key::own).map(Key::id).toList();
                var other = super.list(shelf).stream().filter(it -> !own.contains(it.name()));
                var fresh = other.findFirst().orElseThrow().name();
                if (before) {
                  remover.remove(fresh);
                } else {
                  super.delete(shelf, fresh);
                }
              }
              if (before) {
                super.delete(shelf, name);
              }
            }
          };

      open(meanwhile, FIRST).rotate(FILE, SampleVaults.CHEAP);

      assertThat(open(store, FILE).keys()).as("removed before: %s", before).isNotEmpty();
    }
  }

  /// It dies behind the other's key, which somebody else rotated away meanwhile.
  @Test
  void a_removal_that_dies_leaves_a_key() throws Exception {
    var second = add(SECOND);
    var first =
        store.list(Shelf.KEYS).stream()
            .map(VaultStore.Item::name)
            .filter(it -> !it.equals(second))
            .findAny()
            .orElseThrow();
    var dying =
        new StoreDecorator(store) {
          private boolean dead;

          @Override
          public void delete(Shelf shelf, String name) throws IOException {
            super.delete(shelf, name);
            super.delete(shelf, first);
            dead = true;
            throw new IOException("it died");
          }

          @Override
          public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
            if (dead) {
              throw new IOException("it died");
            }
            super.put(shelf, name, bytes, length);
          }
        };

    assertThatThrownBy(() -> open(dying, FIRST).remove(second)).hasMessage("it died");

    assertThat(open(store, FIRST).keys()).isNotEmpty();
  }

  @Test
  void two_that_make_a_vault_at_once_do_not_make_two() throws Exception {
    var other = new MemoryVaultStore();
    var meanwhile =
        new StoreDecorator(other) {
          @Override
          public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
            SampleVaults.create(other);
            super.put(shelf, name, bytes, length);
          }
        };

    assertThatThrownBy(() -> SampleVaults.create(meanwhile)).isInstanceOf(NoVaultException.class);
    assertThat(other.list(Shelf.KEYS)).hasSize(1);
    SampleVaults.open(other);
  }

  @Test
  void what_is_rotated_opens_by_the_new_secret_alone() throws Exception {
    open(store, FIRST).rotate(FILE, SampleVaults.CHEAP);

    assertThatThrownBy(() -> open(store, FIRST)).isInstanceOf(WrongKeyException.class);
    assertThat(open(store, FILE).keys()).hasSize(1);
  }

  @Test
  void a_rotation_that_stops_anywhere_leaves_a_key_that_opens() throws Exception {
    for (var stopped : new String[] {"put", "delete"}) {
      var dying =
          new StoreDecorator(store) {
            @Override
            public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
              die("put");
              super.put(shelf, name, bytes, length);
            }

            @Override
            public void delete(Shelf shelf, String name) throws IOException {
              die("delete");
              super.delete(shelf, name);
            }

            private void die(String at) throws IOException {
              if (at.equals(stopped)) {
                throw new IOException("stopped");
              }
            }
          };
      assertThatThrownBy(() -> open(dying, FIRST).rotate(FILE, SampleVaults.CHEAP))
          .hasMessage("stopped");
      assertThat(open(store, FIRST).keys()).isNotEmpty();
    }
  }

  @Test
  void nothing_that_is_shown_has_a_secret_in_it() throws Exception {
    add(SECOND);

    assertThat(open(store, FIRST).keys().toString() + open(store, FIRST) + FIRST + FILE)
        .doesNotContain("horse", "staple", "0000000000");
  }
}
