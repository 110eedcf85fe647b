package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Snapshots that were read are not read again, since they never change.
class KnownSnapshotsTest {
  @TempDir private Path folder;
  private final MemoryVaultStore store = new MemoryVaultStore();
  private final List<String> reads = new ArrayList<>();

  /// Counts what is read of snapshots.
  private final VaultStore counted =
      new StoreDecorator(store) {
        @Override
        public byte[] get(Shelf shelf, String name) throws IOException {
          if (shelf == Shelf.SNAPSHOTS) {
            reads.add(name);
          }
          return super.get(shelf, name);
        }
      };

  @BeforeEach
  void make() throws Exception {
    Files.writeString(folder.resolve("file"), "content");
    SampleVaults.create(store);
    SampleVaults.backup(store, folder);
    SampleVaults.backup(store, folder);
  }

  @Test
  void each_is_read_once_also_by_the_vault_that_is_opened_next() throws Exception {
    var first = SampleVaults.open(counted);
    assertThat(first.snapshots().snapshots()).hasSize(2);
    assertThat(first.snapshots().snapshots()).hasSize(2);
    assertThat(reads).hasSize(2).doesNotHaveDuplicates();

    SampleVaults.backup(store, folder);
    var next = SampleVaults.open(counted);
    next.learn(first);
    var found = next.snapshots().snapshots();
    assertThat(found).hasSize(3);
    assertThat(reads).hasSize(3).doesNotHaveDuplicates();

    SampleVaults.remove(store, found.getFirst().id());
    assertThat(next.snapshots().snapshots()).hasSize(2);
  }

  @Test
  void what_was_forgotten_is_read_anew() throws Exception {
    var vault = SampleVaults.open(counted);
    assertThat(vault.snapshots().snapshots()).hasSize(2);
    vault.forget();
    assertThat(vault.snapshots().snapshots()).hasSize(2);
    assertThat(reads).hasSize(4);
  }

  /// Else what its own key does not open would count.
  @Test
  void a_vault_learns_nothing_of_another() throws Exception {
    var otherStore = new MemoryVaultStore();
    var other = SampleVaults.create(otherStore);
    var first = SampleVaults.open(store);
    for (var snapshot : first.snapshots().snapshots()) {
      var bytes = store.get(Shelf.SNAPSHOTS, snapshot.id());
      otherStore.put(Shelf.SNAPSHOTS, snapshot.id(), bytes, bytes.length);
    }

    other.learn(first);

    assertThat(other.snapshots().snapshots()).isEmpty();
    assertThat(other.snapshots().damages()).hasSize(2);
  }

  @Test
  void a_check_reads_them_anew() throws Exception {
    var vault = SampleVaults.open(store);
    var known = vault.snapshots().snapshots().getFirst().id();
    var bytes = store.get(Shelf.SNAPSHOTS, known);
    bytes[bytes.length / 2] ^= 1;
    store.delete(Shelf.SNAPSHOTS, known);
    store.put(Shelf.SNAPSHOTS, known, bytes, bytes.length);

    assertThat(vault.check(ReadShare.NONE, VaultProgress.SILENT).damages())
        .extracting(VaultDamage::where)
        .contains("snapshots/" + known);
  }
}
