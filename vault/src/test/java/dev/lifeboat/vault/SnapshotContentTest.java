package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.vault.SnapshotEntry.Kind;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.ByteArrayOutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a snapshot holds, shown without a restore.
class SnapshotContentTest {
  @TempDir private Path folder;
  private final MemoryVaultStore store = new MemoryVaultStore();
  private Path source;

  @BeforeEach
  void backUp() throws Exception {
    source = Files.createDirectory(folder.resolve("source"));
    Files.createDirectory(source.resolve("a"));
    Files.write(source.resolve("a/large"), new SampleTree(1).bytes(3 << 20));
    Files.createLink(source.resolve("a/same"), source.resolve("a/large"));
    Files.createSymbolicLink(source.resolve("link"), Path.of("a/large"));
    try (var file = new RandomAccessFile(source.resolve("hole").toFile(), "rw")) {
      file.setLength(5 << 20);
      file.seek(2 << 20);
      file.write(1);
    }
    SampleVaults.create(store);
    SampleVaults.backup(store, source);
  }

  private SnapshotContent content() throws Exception {
    return SampleVaults.open(store).content(SnapshotChoice.NEWEST, "a test", VaultProgress.SILENT);
  }

  private byte[] bytes(String path) throws Exception {
    var content = content();
    var to = new ByteArrayOutputStream();
    content.write(content.entries(Optional.of(VaultPath.of(path))).getFirst(), to);
    return to.toByteArray();
  }

  @Test
  void a_file_is_written_by_any_of_its_names() throws Exception {
    assertThat(bytes("a/large")).isEqualTo(Files.readAllBytes(source.resolve("a/large")));
    assertThat(bytes("a/same")).isEqualTo(Files.readAllBytes(source.resolve("a/large")));
    assertThat(bytes("hole")).isEqualTo(Files.readAllBytes(source.resolve("hole")));
  }

  /// As of a restore; a list of names is no content.
  @Test
  void the_trail_tells_of_each_file_that_is_read() throws Exception {
    var content = content();
    var file = content.entries(Optional.of(VaultPath.of("a/same"))).getFirst();
    var told = SampleVaults.open(store).custody().trail().entries().size();
    content.write(file, new ByteArrayOutputStream());

    var entries = SampleVaults.open(store).custody().trail().entries();
    assertThat(entries).hasSize(told + 1);
    assertThat(entries.getLast().kind()).isEqualTo(TrailEntry.Kind.RESTORE);
    assertThat(entries.getLast().names()).containsExactly(content.snapshot().id());
    assertThat(entries.getLast().text()).isEqualTo("a test: a/large");
  }

  @Test
  void all_of_a_folder_is_listed_in_the_order_of_the_walk() throws Exception {
    var all = content().entries(Optional.empty());

    assertThat(all)
        .extracting(it -> it.kind() + " " + it.path())
        .containsExactly(
            "FOLDER ", "FOLDER a", "FILE a/large", "SAME a/same", "FILE hole", "LINK link");
    assertThat(all).extracting(SnapshotEntry::bytes).contains(3L << 20, 5L << 20);
    assertThat(content().entries(Optional.of(VaultPath.of("a"))))
        .extracting(SnapshotEntry::kind)
        .containsExactly(Kind.FOLDER, Kind.FILE, Kind.SAME);
    assertThatThrownBy(() -> content().entries(Optional.of(VaultPath.of("a/l"))))
        .isInstanceOf(NoVaultException.class)
        .hasMessageContaining("'a/l'");
  }

  /// What was printed by then is a beginning of the file.
  @Test
  void no_wrong_byte_of_a_damaged_file_is_written() throws Exception {
    var pack = store.list(Shelf.PACKS).getFirst();
    var broken = store.get(Shelf.PACKS, pack.name());
    broken[broken.length / 2] ^= 1;
    store.delete(Shelf.PACKS, pack.name());
    store.put(Shelf.PACKS, pack.name(), broken, broken.length);

    var content = content();
    var file = content.entries(Optional.of(VaultPath.of("a/large"))).getFirst();
    var to = new ByteArrayOutputStream();
    assertThatThrownBy(() -> content.write(file, to))
        .isInstanceOf(DamageException.class)
        .hasMessageContaining("a/large")
        .hasMessageContaining(pack.name());
    var written = to.toByteArray();
    var right = Files.readAllBytes(source.resolve("a/large"));
    assertThat(written).hasSizeLessThan(right.length);
    assertThat(Arrays.copyOf(right, written.length)).isEqualTo(written);
  }
}
