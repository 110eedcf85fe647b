package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that takes bytes and has others is told with the backup, and not with the restore.
final class BackupSampleTest {
  @TempDir private Path folder;
  private boolean rots;

  /// Says that it kept a pack, and kept another one.
  private final class RottenStore extends StoreDecorator {
    RottenStore() {
      super(new MemoryVaultStore());
    }

    @Override
    public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
      var kept = bytes.clone();
      if (rots && shelf == Shelf.PACKS) {
        kept[PackBuffer.HEAD] ^= 1;
      }
      super.put(shelf, name, kept, length);
    }
  }

  /// Seen red by a snapshot that was written first, and by a pack that no mark calls damaged.
  @Test
  void what_does_not_come_back_as_it_was_read_leaves_no_snapshot_and_no_backup_relies_on_it()
      throws Exception {
    var store = new RottenStore();
    var _ = SampleVaults.create(store);
    Files.writeString(folder.resolve("file"), "kept\n");
    assertThat(SampleVaults.backup(store, folder).addedBytes()).isPositive();

    rots = true;
    Files.writeString(folder.resolve("file"), "other words\n");
    assertThatExceptionOfType(DamageException.class)
        .isThrownBy(() -> SampleVaults.backup(store, folder));
    assertThat(SampleVaults.open(store).snapshots().snapshots()).hasSize(1);

    rots = false;
    assertThat(SampleVaults.backup(store, folder).addedBytes()).isPositive();
    assertThat(SampleVaults.open(store).snapshots().snapshots()).hasSize(2);
    assertThat(SampleVaults.check(store).damages()).as("but for what the mark names").isEmpty();
  }
}
