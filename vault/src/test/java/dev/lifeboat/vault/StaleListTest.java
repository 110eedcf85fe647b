package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Some stores list late what they hold already.
class StaleListTest {
  @TempDir private Path folder;

  @Test
  void a_pack_that_is_not_listed_yet_is_neither_lost_nor_stored_again() throws Exception {
    var source = Files.createDirectory(folder.resolve("source"));
    Files.write(source.resolve("large"), new SampleTree(1).bytes(2 << 20));
    var store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);
    SampleVaults.backup(store, source);
    var stale =
        new StoreDecorator(store) {
          @Override
          public List<Item> list(Shelf shelf) throws IOException {
            return shelf == Shelf.PACKS ? List.of() : super.list(shelf);
          }
        };

    assertThat(SampleVaults.check(stale).damages()).isEmpty();
    assertThat(SampleVaults.backup(stale, source).addedBytes()).isLessThan(10_000);
    assertThat(SampleVaults.restore(stale, folder.resolve("target")).damages()).isEmpty();
    SampleTree.assertSame(folder.resolve("target"), source);
  }
}
