package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends VaultStoreContract {
  @TempDir private Path folder;

  @Override
  protected VaultStore newStore() {
    return SampleVaults.store(folder.resolve("vault"));
  }

  @Test
  void what_a_dead_writer_left_goes_after_a_day_and_what_a_living_one_writes_stays()
      throws Exception {
    newStore().put(Shelf.PACKS, "a0", new byte[1], 1);
    var left = Files.createFile(folder.resolve("vault/packs/b01.tmp"));
    var now = Files.getLastModifiedTime(left).toInstant();

    at(now.plus(23, ChronoUnit.HOURS)).removeUnfinished();
    assertThat(left).exists();

    at(now.plus(25, ChronoUnit.HOURS)).removeUnfinished();
    assertThat(left).doesNotExist();
    assertThat(newStore().list(Shelf.PACKS)).hasSize(1);
  }

  /// As if another had deleted it while the folder is read: a link that leads nowhere has no size.
  @Test
  void what_goes_while_it_is_listed_is_passed_over() throws Exception {
    var store = newStore();
    store.put(Shelf.PACKS, "a0", new byte[1], 1);
    Files.createSymbolicLink(folder.resolve("vault/packs/b0"), folder.resolve("nowhere"));

    assertThat(store.list(Shelf.PACKS)).extracting(VaultStore.Item::name).containsExactly("a0");
  }

  private FolderStore at(Instant time) {
    return new FolderStore(folder.resolve("vault"), () -> time);
  }
}
