package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.TreeRecord.End;
import dev.lifeboat.vault.TreeRecord.Node;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever has a writer's key can list what no walk of a folder finds.
class ForgedListTest {
  private static final ItemAttributes PLAIN =
      new ItemAttributes(0644, 0, 0, Instant.EPOCH, Instant.EPOCH, 1);

  @TempDir private Path folder;

  @Test
  void nothing_is_written_through_a_link_of_the_list() throws Exception {
    var outside = Files.createDirectory(folder.resolve("outside"));
    var store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);
    var empty = VaultPath.ROOT;
    forge(
        store,
        List.of(
            new Node(Node.Kind.LINK, VaultPath.of("a"), PLAIN, VaultPath.of(outside)),
            new Node(Node.Kind.FILE, VaultPath.of("a/planted"), PLAIN, empty),
            new End(0),
            new Node(Node.Kind.LINK, VaultPath.of("a/way"), PLAIN, VaultPath.of("/nowhere"))));

    var restored = SampleVaults.restore(store, folder.resolve("target"));

    assertThat(outside).isEmptyDirectory();
    assertThat(restored.damages()).extracting(VaultDamage::where).containsExactly("a");
  }

  /// As on a target that does not tell large letters from small ones.
  @Test
  void what_would_take_the_place_of_another_is_damage() throws Exception {
    var store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);
    var a = VaultPath.of("a");
    var b = VaultPath.of("b");
    var empty = VaultPath.ROOT;
    forge(
        store,
        List.of(
            new Node(Node.Kind.FILE, a, PLAIN, empty),
            new End(0),
            new Node(Node.Kind.FILE, a, PLAIN, empty),
            new End(0),
            new Node(Node.Kind.FOLDER, a, PLAIN, empty),
            new Node(Node.Kind.FILE, VaultPath.of("a/below"), PLAIN, empty),
            new End(0),
            new Node(Node.Kind.FILE, b, PLAIN, empty),
            new End(0),
            new Node(Node.Kind.SAME, b, PLAIN, a)));

    var restored = SampleVaults.restore(store, folder.resolve("target"));

    assertThat(restored.damages())
        .extracting(VaultDamage::where)
        .containsExactlyInAnyOrder("a", "a", "a/below", "b");
    assertThat(restored.files()).isEqualTo(2);
  }

  private static void forge(VaultStore store, List<TreeRecord> records)
      throws IOException, InterruptedException {
    var random = new SecureRandom();
    var keys = SampleVaults.keys(store);
    var index = ChunkIndex.load(store, keys, true);
    try (var pipeline = new ChunkPipeline(store, keys, index, random)) {
      var writer = new TreeWriter(pipeline);
      for (var record : records) {
        writer.write(record);
      }
      var list = writer.end();
      pipeline.end();
      var id = SealedFile.newName(random);
      var snapshot =
          new Snapshot(
              id,
              Instant.EPOCH,
              Instant.EPOCH,
              VaultPath.of("/forged"),
              new Snapshot.Totals(1, 2, 0, 0));
      var sealed =
          SealedFile.SNAPSHOT.seal(keys, id, new Manifest(snapshot, list).toBytes(), random);
      store.put(Shelf.SNAPSHOTS, id, sealed, sealed.length);
    }
  }
}
