package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: a backup that dies at any write leaves a vault that is as it was, and the next one goes
/// on.
///
/// Method: count the writes of a calm backup, then let one die at each of them, before it, in the
/// middle of it or after it with its answer lost.
class VaultCrashTest {
  @TempDir private Path folder;
  private Path source;

  /// When, about a write, the backup dies.
  enum Death {
    BEFORE,
    WITHIN,
    AFTER
  }

  @BeforeEach
  void makeSource() throws IOException {
    source = folder.resolve("source");
    new SampleTree(4).fill(source, 30);
    // More than one pack.
    Files.write(source.resolve("large"), new SampleTree(1).bytes(18 << 20));
  }

  @ParameterizedTest
  @EnumSource
  void a_vault_is_consistent_whatever_write_a_backup_dies_at(Death death) throws Exception {
    int writes = writesOfACalmBackup();
    assertThat(writes).as("packs, index, trail, snapshot, trail").isGreaterThanOrEqualTo(6);

    for (int at = 1; at <= writes; at++) {
      var vault = folder.resolve("vault-" + at);
      var store = SampleVaults.store(vault);
      SampleVaults.create(store);
      var mortal = new MortalStore(store, vault, death, at);
      assertThatThrownBy(() -> SampleVaults.backup(mortal, source))
          .as("died %s write %d", death, at)
          .hasMessageContaining("No space left on device");

      // The last write is the trail's, which says that the snapshot stays.
      boolean finished = at == writes || (at == writes - 1 && death == Death.AFTER);
      assertThat(SampleVaults.open(store).snapshots().snapshots()).hasSize(finished ? 1 : 0);
      assertThat(SampleVaults.check(store).damages()).isEmpty();

      var next = SampleVaults.backup(store, source);
      assertThat(SampleVaults.check(store).damages()).isEmpty();
      var target = folder.resolve("target-" + at);
      assertThat(SampleVaults.restore(store, target).damages()).isEmpty();
      SampleTree.assertSame(target, source);
      // What was durable before it died is not stored again.
      if (at == writes) {
        assertThat(next.addedBytes()).isLessThan(100_000);
      }
      SampleTree.remove(vault);
      SampleTree.remove(target);
    }
  }

  private int writesOfACalmBackup() throws Exception {
    var store = SampleVaults.store(folder.resolve("calm"));
    SampleVaults.create(store);
    var mortal = new MortalStore(store, folder, Death.BEFORE, Integer.MAX_VALUE);
    SampleVaults.backup(mortal, source);
    return mortal.writes.get();
  }

  /// A process that may write no file of more than 8 MiB: the kernel ends the write of a pack in
  /// its middle, as on a full disk.
  @Test
  void a_write_that_the_disk_cuts_short_leaves_no_half_written_file() throws Exception {
    var vault = folder.resolve("vault");
    var store = SampleVaults.store(vault);
    SampleVaults.create(store);
    var child =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -f 8192 && exec \"$@\"",
                "bash",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CutBackup.class.getName(),
                vault.toString(),
                source.toString())
            .redirectErrorStream(true)
            .start();
    var told = new String(child.getInputStream().readAllBytes());
    assertThat(child.waitFor()).as(told).isEqualTo(CutBackup.REFUSED);

    assertThat(told).contains("File too large");
    assertThat(files(vault)).noneMatch(it -> it.toString().endsWith(".tmp"));
    assertThat(store.list(Shelf.PACKS)).allMatch(it -> it.bytes() < 8 << 20);
    assertThat(SampleVaults.open(store).snapshots().snapshots()).isEmpty();
    SampleVaults.backup(store, source);
    assertThat(SampleVaults.check(store).damages()).isEmpty();
  }

  /// Such as a class that is missing, since its jar was replaced meanwhile.
  @Test
  void what_breaks_a_writer_otherwise_leaves_no_snapshot_either() throws Exception {
    var store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);
    var broken =
        new StoreDecorator(store) {
          @Override
          public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
            if (shelf == Shelf.PACKS) {
              throw new NoClassDefFoundError("gone");
            }
            super.put(shelf, name, bytes, length);
          }
        };

    assertThatThrownBy(() -> SampleVaults.backup(broken, source)).isInstanceOf(IOException.class);

    assertThat(SampleVaults.open(store).snapshots().snapshots()).isEmpty();
  }

  /// A process of its own, killed where it can do nothing about it.
  @Test
  void a_backup_that_is_killed_is_followed_by_one_that_goes_on() throws Exception {
    var vault = folder.resolve("vault");
    var store = SampleVaults.store(vault);
    SampleVaults.create(store);
    for (int packs = 1; packs <= 2; packs++) {
      var child = KillableProgram.start(KilledBackup.class, vault, source, packs);
      // It says so in the middle of that pack, and waits.
      assertThat(child.inputReader().readLine()).isEqualTo("within");
      child.destroyForcibly();
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();

      assertThat(files(vault)).as("what it left").anyMatch(it -> it.toString().endsWith(".tmp"));
      assertThat(SampleVaults.open(store).snapshots().snapshots()).isEmpty();
      assertThat(SampleVaults.check(store).damages()).isEmpty();
    }
    SampleVaults.backup(store, source);
    SampleVaults.restore(store, folder.resolve("target"));

    SampleTree.assertSame(folder.resolve("target"), source);
  }

  @Test
  void two_writers_need_no_server() throws Exception {
    var store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);
    var other = folder.resolve("other");
    new SampleTree(4).fill(other, 30);
    Files.write(other.resolve("own"), new SampleTree(9).bytes(5 << 20));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var backups =
          Stream.of(source, other)
              .<Callable<BackupResult>>map(it -> () -> SampleVaults.backup(store, it))
              .toList();
      for (var backup : threads.invokeAll(backups)) {
        var id = backup.get().snapshot().id();
        var target = folder.resolve(id);
        SampleVaults.open(store)
            .restore(new SnapshotChoice.Id(id), List.of(), target, VaultProgress.SILENT);
        var from = Files.exists(target.resolve("own")) ? other : source;
        SampleTree.assertSame(target, from);
      }
    }
    assertThat(SampleVaults.open(store).snapshots().snapshots()).hasSize(2);
    assertThat(SampleVaults.check(store).damages()).isEmpty();
  }

  private static java.util.List<Path> files(Path tree) throws IOException {
    try (var files = Files.walk(tree)) {
      return files.toList();
    }
  }

  /// Lets no write through from the one at which it dies.
  private static final class MortalStore extends StoreDecorator {
    private final AtomicInteger writes = new AtomicInteger();
    private final Path folder;
    private final Death death;
    private final int last;

    MortalStore(VaultStore store, Path folder, Death death, int last) {
      super(store);
      this.folder = folder;
      this.death = death;
      this.last = last;
    }

    @Override
    public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
      int number = writes.incrementAndGet();
      if (number < last || (number == last && death == Death.AFTER)) {
        super.put(shelf, name, bytes, length);
      } else if (number == last && death == Death.WITHIN) {
        half(folder, shelf, name, bytes, length);
      }
      if (number >= last) {
        throw new IOException("No space left on device");
      }
    }
  }

  /// What a store leaves that dies while it writes.
  static void half(Path vault, Shelf shelf, String name, byte[] bytes, int length)
      throws IOException {
    var on = Files.createDirectories(vault.resolve(shelf.word()));
    Files.write(on.resolve(name + "123.tmp"), Arrays.copyOf(bytes, length / 2));
  }
}
