package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whatever ends a restore, what has a name of the snapshot is whole.
///
/// Method: look at the target each time that a frame is read, which is between any two writes.
class RestoredNamesTest {
  @TempDir private Path folder;
  private Path source;
  private Path target;
  private FolderStore store;

  @BeforeEach
  void backUp() throws Exception {
    source = folder.resolve("source");
    target = folder.resolve("target");
    new SampleTree(4).fill(source, 30);
    // Of several frames.
    Files.write(source.resolve("large"), new SampleTree(1).bytes(6 << 20));
    Files.write(source.resolve("later"), new SampleTree(2).bytes(3 << 20));
    store = SampleVaults.store(folder.resolve("vault"));
    SampleVaults.create(store);
    SampleVaults.backup(store, source);
  }

  @Test
  void at_every_instant_what_has_its_name_is_whole() throws Exception {
    var partial = new ArrayList<String>();
    var underway = new AtomicInteger();
    SampleVaults.restore(
        watched(() -> {
          partial.addAll(partial());
          underway.addAndGet(parts());
        }),
        target);

    assertThat(partial).isEmpty();
    assertThat(underway.get()).as("else nothing was underway").isPositive();
    assertThat(parts()).isZero();
    SampleTree.assertSame(target, source);
  }

  @Test
  void a_restore_that_is_stopped_leaves_no_part_of_a_file() {
    var reads = new AtomicInteger();
    var broken =
        watched(() -> {
          if (parts() > 0 && reads.incrementAndGet() > 2) {
            throw new IllegalStateException("the machine is tired");
          }
        });

    assertThatThrownBy(() -> SampleVaults.restore(broken, target)).isInstanceOf(IOException.class);

    assertThat(parts()).isZero();
    assertThat(partial()).isEmpty();
  }

  private VaultStore watched(Runnable look) {
    return new StoreDecorator(store) {
      @Override
      public byte[] get(Shelf shelf, String name, long offset, int length) throws IOException {
        synchronized (target) {
          look.run();
        }
        return super.get(shelf, name, offset, length);
      }
    };
  }

  /// How many files are being written.
  private int parts() {
    return (int) files().stream().filter(RestoredNamesTest::isPart).count();
  }

  private static boolean isPart(Path file) {
    return file.getFileName().toString().matches("\\.lifeboat-[0-9a-f]{16}-\\d+\\.part");
  }

  private List<String> partial() {
    return files().stream()
        .filter(it -> !isPart(it))
        .filter(it -> !isWhole(it))
        .map(Path::toString)
        .toList();
  }

  private boolean isWhole(Path restored) {
    try {
      return Files.mismatch(restored, source.resolve(target.relativize(restored))) < 0;
    } catch (IOException gone) {
      return true; // Renamed meanwhile.
    }
  }

  private List<Path> files() {
    try (var all = Files.walk(target)) {
      return all.filter(it -> Files.isRegularFile(it)).toList();
    } catch (IOException | java.io.UncheckedIOException none) {
      return List.of();
    }
  }
}
