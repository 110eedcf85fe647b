package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is restored is what was backed up.
class VaultRoundTripTest {
  private static final int THINGS = 40;

  @TempDir private Path folder;

  @Property(tries = 6)
  void a_generated_tree_comes_back_as_it_was(@ForAll long seed) throws Exception {
    roundTrip(seed);
  }

  @Property(tries = 1000)
  @net.jqwik.api.Tag("proof")
  void a_thousand_generated_trees_come_back_as_they_were(@ForAll long seed) throws Exception {
    roundTrip(seed);
  }

  /// Twice: the second backup keeps files unread.
  private static void roundTrip(long seed) throws Exception {
    var work = Files.createTempDirectory("vault");
    try {
      var source = work.resolve("source");
      var store = SampleVaults.store(work.resolve("vault"));
      SampleVaults.create(store);
      var sample = new SampleTree(seed);
      sample.fill(source, THINGS);

      SampleVaults.backup(store, source);
      assertThat(SampleVaults.restore(store, work.resolve("first")).damages()).isEmpty();
      SampleTree.assertSame(work.resolve("first"), source);

      sample.fill(source, THINGS / 4);
      SampleVaults.backup(store, source);
      SampleVaults.restore(store, work.resolve("second"));
      SampleTree.assertSame(work.resolve("second"), source);
      assertThat(SampleVaults.check(store).damages()).isEmpty();
    } finally {
      SampleTree.remove(work);
    }
  }

  @Test
  void a_second_backup_adds_what_changed_and_reads_nothing_else() throws Exception {
    var source = folder.resolve("source");
    new SampleTree(1).fill(source, 200);
    var store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);
    var first = SampleVaults.backup(store, source);
    Files.write(source.resolve("new"), new SampleTree(2).bytes(100_000));

    var second = SampleVaults.backup(store, source);

    assertThat(second.unchanged()).isEqualTo(first.snapshot().totals().files());
    assertThat(second.addedBytes()).isBetween(100_000L, 200_000L);
    assertThat(first.addedBytes()).isGreaterThan(5_000_000);
  }

  /// Its time of change would be the same if it had changed again after it was read.
  @Test
  void a_file_that_changed_as_a_backup_began_is_read_again() throws Exception {
    var source = Files.createDirectory(folder.resolve("source"));
    var file = Files.writeString(source.resolve("x"), "one");
    var changed = ItemAttributes.look(file).attributes().changed();
    var store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);
    SampleVaults.open(store, () -> changed).backup(source, VaultProgress.SILENT);

    assertThat(SampleVaults.backup(store, source).unchanged()).isZero();
    assertThat(SampleVaults.backup(store, source).unchanged()).isOne();
  }

  @Test
  void a_clock_that_was_ahead_makes_no_file_older_than_it_is() throws Exception {
    var source = Files.createDirectory(folder.resolve("source"));
    var file = Files.writeString(source.resolve("x"), "one");
    var changed = ItemAttributes.look(file).attributes().changed();
    var store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);
    SampleVaults.open(store, () -> changed.plusSeconds(9000)).backup(source, VaultProgress.SILENT);

    var next = SampleVaults.open(store, () -> changed).backup(source, VaultProgress.SILENT);

    assertThat(next.unchanged()).isZero();
  }

  @Test
  void the_same_content_elsewhere_is_stored_once() throws Exception {
    var store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);
    for (var name : new String[] {"one", "two"}) {
      new SampleTree(3).fill(folder.resolve(name), 200);
    }
    SampleVaults.backup(store, folder.resolve("one"));

    // The list of files differs: inodes and times of change do.
    assertThat(SampleVaults.backup(store, folder.resolve("two")).addedBytes()).isLessThan(60_000);
  }

  @Test
  void one_path_alone_is_restored_by_any_name_of_its_file() throws Exception {
    var source = Files.createDirectories(folder.resolve("source/a/b")).getParent().getParent();
    Files.writeString(source.resolve("a/first"), "content");
    Files.createLink(source.resolve("a/b/other"), source.resolve("a/first"));
    Files.createLink(source.resolve("a/b/third"), source.resolve("a/first"));
    Files.writeString(source.resolve("a/bc"), "not wanted");
    var store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);
    SampleVaults.backup(store, source);

    var target = folder.resolve("target");
    SampleVaults.open(store)
        .restore(SnapshotChoice.NEWEST, List.of(VaultPath.of("a/b")), target, VaultProgress.SILENT);

    assertThat(target.resolve("a/b/other")).hasContent("content");
    assertThat(Files.isSameFile(target.resolve("a/b/other"), target.resolve("a/b/third"))).isTrue();
    assertThat(target.resolve("a/first")).doesNotExist();
    assertThat(target.resolve("a/bc")).doesNotExist();
    assertThatThrownBy(() ->
            SampleVaults.open(store)
                .restore(
                    SnapshotChoice.NEWEST,
                    List.of(VaultPath.of("a/x")),
                    folder.resolve("other"),
                    VaultProgress.SILENT))
        .isInstanceOf(NoVaultException.class)
        .hasMessageContaining("a/x");
  }

  @Test
  void what_is_no_file_is_named_and_the_rest_is_kept() throws Exception {
    var source = Files.createDirectory(folder.resolve("source"));
    Files.writeString(source.resolve("kept"), "content");
    new ProcessBuilder("mkfifo", source.resolve("pipe").toString()).start().waitFor();
    var store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);

    var result = SampleVaults.backup(store, source);
    var restored = SampleVaults.restore(store, folder.resolve("target"));

    assertThat(result.absent()).extracting(it -> it.path().toString()).containsExactly("pipe");
    assertThat(restored.absent()).isEqualTo(result.absent());
    assertThat(folder.resolve("target/kept")).hasContent("content");
  }

  @Test
  void holes_take_no_room_in_the_vault_nor_where_they_are_restored() throws Exception {
    var source = Files.createDirectory(folder.resolve("source"));
    try (var file = new java.io.RandomAccessFile(source.resolve("huge").toFile(), "rw")) {
      file.setLength(300L << 20);
      file.seek(100L << 20);
      file.write("in the middle".getBytes());
    }
    var store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);

    var result = SampleVaults.backup(store, source);
    SampleVaults.restore(store, folder.resolve("target"));

    assertThat(result.addedBytes()).isLessThan(2 << 20);
    assertThat(Files.mismatch(source.resolve("huge"), folder.resolve("target/huge"))).isEqualTo(-1);
    var used = new ProcessBuilder("du", "-k", folder.resolve("target/huge").toString()).start();
    assertThat(new String(used.getInputStream().readAllBytes()).split("\\s")[0].length())
        .as("digits of the KiB it takes on disk")
        .isLessThan(4);
  }

  @Test
  void a_single_file_is_backed_up_by_its_name() throws Exception {
    var file = Files.writeString(folder.resolve("alone"), "content");
    var store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);
    SampleVaults.backup(store, file);
    SampleVaults.restore(store, folder.resolve("target"));

    assertThat(folder.resolve("target/alone")).hasContent("content");
  }

  @Test
  void a_target_that_holds_something_is_left_alone() throws Exception {
    var store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);
    var source = Files.createDirectory(folder.resolve("source"));
    SampleVaults.backup(store, source);
    var target = Files.createDirectory(folder.resolve("target"));
    Files.writeString(target.resolve("precious"), "mine");

    assertThatThrownBy(() -> SampleVaults.restore(store, target))
        .isInstanceOf(NoVaultException.class)
        .hasMessageContaining("is not empty");
    assertThat(target.resolve("precious")).hasContent("mine");
  }

  @Test
  void another_passphrase_opens_nothing() throws Exception {
    var store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);

    assertThatThrownBy(() ->
            Vault.open(
                store,
                SampleVaults.passphrase("wrong horse"),
                new java.security.SecureRandom(),
                java.time.Clock.systemUTC()))
        .isInstanceOf(WrongKeyException.class);
  }
}
