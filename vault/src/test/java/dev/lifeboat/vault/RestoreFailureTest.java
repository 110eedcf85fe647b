package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a restore does where something is not as it should be, and who sees its files meanwhile.
class RestoreFailureTest {
  @TempDir private Path folder;
  private final MemoryVaultStore store = new MemoryVaultStore();
  private Path source;
  private Path target;

  @BeforeEach
  void backUp() throws Exception {
    source = Files.createDirectory(folder.resolve("source"));
    target = folder.resolve("target");
    Files.createDirectories(source.resolve("a/b"));
    Files.write(source.resolve("a/b/large"), new SampleTree(1).bytes(3 << 20));
    SampleVaults.create(store);
    SampleVaults.backup(store, source);
  }

  /// An older one in its place would not be seen to be older.
  @Test
  void a_damaged_snapshot_that_may_be_the_newest_is_told() throws Exception {
    Files.writeString(source.resolve("new"), "content");
    var newest = SampleVaults.backup(store, source).snapshot().id();
    damage(Shelf.SNAPSHOTS, newest);

    assertThatThrownBy(() -> SampleVaults.restore(store, target))
        .isInstanceOf(DamageException.class)
        .hasMessageContaining(newest)
        .hasMessageContaining("name another one by its id");
    assertThat(target).doesNotExist();
  }

  @Test
  void a_damaged_snapshot_that_is_asked_for_is_told_to_be_there() throws Exception {
    var only = SampleVaults.open(store).snapshots().snapshots().getFirst().id();
    damage(Shelf.SNAPSHOTS, only);

    var asked = new SnapshotChoice.Id(only.substring(0, 6));
    assertThatThrownBy(
            () -> SampleVaults.open(store).restore(asked, List.of(), target, VaultProgress.SILENT))
        .isInstanceOf(DamageException.class)
        .hasMessageContaining("snapshots/" + only);
    assertThat(target).doesNotExist();
  }

  @Test
  void a_list_of_files_that_is_lost_is_told_with_its_snapshot() throws Exception {
    var only = SampleVaults.open(store).snapshots().snapshots().getFirst().id();
    for (var pack : store.list(Shelf.PACKS)) {
      store.delete(Shelf.PACKS, pack.name());
    }

    assertThatThrownBy(() -> SampleVaults.open(store).diff(only, SnapshotChoice.NEWEST))
        .isInstanceOf(DamageException.class)
        .hasMessageContaining("snapshot " + only);
    assertThat(SampleVaults.restore(store, target).damages())
        .extracting(VaultDamage::why)
        .singleElement()
        .asString()
        .contains("a part behind it is lost", "snapshot " + only);
  }

  private void damage(Shelf shelf, String name) throws IOException {
    var bytes = store.get(shelf, name);
    bytes[bytes.length / 2] ^= 1;
    store.delete(shelf, name);
    store.put(shelf, name, bytes, bytes.length);
  }

  @Test
  void a_network_that_fails_is_no_damage() {
    var cut =
        new Watched(() -> {
          throw new SocketException("the network is down");
        });

    assertThatThrownBy(() -> SampleVaults.restore(cut, target)).hasMessageContaining("network");
    assertThatThrownBy(() -> SampleVaults.check(cut)).hasMessageContaining("network");
  }

  @Test
  void nobody_else_looks_into_folders_while_they_are_filled() throws Exception {
    Files.createDirectory(target);
    var open = new ArrayList<Path>();
    SampleVaults.restore(new Watched(() -> open.addAll(openFolders())), target);

    assertThat(open).isEmpty();
    SampleTree.assertSame(target, source);
  }

  /// A part of a file that cannot be removed is not why the restore failed.
  @Test
  void what_stopped_it_is_told_although_its_rest_cannot_be_removed() {
    var broken =
        new Watched(() -> {
          for (var part : parts()) {
            Files.delete(part);
            Files.createDirectories(part.resolve("in the way"));
            throw new SocketException("the network is down");
          }
        });

    assertThatThrownBy(() -> SampleVaults.restore(broken, target))
        // A second worker may have met the folder in its way a moment earlier.
        .hasStackTraceContaining("the network is down")
        .satisfies(it ->
            assertThat(it.getSuppressed())
                .hasAtLeastOneElementOfType(DirectoryNotEmptyException.class));
  }

  private List<Path> openFolders() throws IOException {
    if (parts().isEmpty()) {
      return List.of();
    }
    try (var all = Files.walk(target)) {
      var open = new ArrayList<Path>();
      for (var each : all.filter(Files::isDirectory).toList()) {
        if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(each))
            .endsWith("------")) {
          open.add(each);
        }
      }
      return open;
    }
  }

  private List<Path> parts() throws IOException {
    try (var all = Files.walk(target)) {
      return all.filter(it -> it.toString().endsWith(".part"))
          .filter(Files::isRegularFile)
          .toList();
    }
  }

  private interface Look {
    void look() throws IOException;
  }

  /// Looks at the target each time that a frame is read into a file.
  private final class Watched extends StoreDecorator {
    private final Look look;

    Watched(Look look) {
      super(store);
      this.look = look;
    }

    @Override
    public byte[] get(Shelf shelf, String name, long offset, int length) throws IOException {
      if (shelf == Shelf.PACKS && length > 1 << 16) {
        synchronized (target) {
          look.look();
        }
      }
      return super.get(shelf, name, offset, length);
    }
  }
}
