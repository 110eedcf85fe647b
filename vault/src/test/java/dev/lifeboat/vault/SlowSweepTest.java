package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.vault.KeepRules.Span;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a sweep that stands still does not remove, when it goes on, what another sweep found to be
/// needed meanwhile, and whose marks that one took away.
class SlowSweepTest {
  private static final Duration WAIT = Duration.ofHours(8);
  private static final KeepRules LAST = new KeepRules(Map.of(Span.LAST, 1));
  private static final KeepRules ALL = new KeepRules(Map.of());

  @TempDir private Path folder;
  private final MemoryVaultStore store = new MemoryVaultStore();
  private final CountDownLatch looked = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private Instant now = Instant.now();

  @Test
  void what_another_sweep_left_stays() throws Exception {
    var source = Files.createDirectory(folder.resolve("source"));
    SampleVaults.create(store);
    for (int seed : new int[] {1, 2}) {
      Files.write(source.resolve("file"), new SampleTree(seed).bytes(400_000));
      now = now.plusSeconds(2);
      SampleVaults.open(store, () -> now).backup(source, VaultProgress.SILENT);
    }
    SampleVaults.open(store, () -> now).prune(LAST, WAIT, false);
    now = now.plus(WAIT);
    Files.write(source.resolve("file"), new SampleTree(1).bytes(400_000));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writer = new Writer(threads::submit);
      // By whose clock the mark is not near.
      SampleVaults.open(writer, () -> now.minus(WAIT)).backup(source, VaultProgress.SILENT);
      go.countDown();
      writer.awaitSlow();
    }

    assertThat(SampleVaults.check(store).damages()).isEmpty();
  }

  private interface Start {
    Future<?> start(java.util.concurrent.Callable<?> action);
  }

  /// Between whose two looks the one sweep begins, and the other begins and ends.
  private final class Writer extends StoreDecorator {
    private final Start start;
    private @Nullable Future<?> slow;

    Writer(Start start) {
      super(store);
      this.start = start;
    }

    @Override
    public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
      boolean first = shelf == Shelf.SNAPSHOTS && slow == null;
      if (first) {
        slow = start.start(() -> SampleVaults.open(new Slow(), () -> now).prune(ALL, WAIT, false));
        await(looked);
      }
      super.put(shelf, name, bytes, length);
      if (first) {
        try {
          SampleVaults.open(store, () -> now).prune(ALL, WAIT, false);
        } catch (InterruptedException never) {
          throw new IllegalStateException(never);
        }
      }
    }

    void awaitSlow() throws ExecutionException, InterruptedException {
      var begun = slow;
      assertThat(begun).isNotNull();
      begun.get();
    }
  }

  /// Stands still behind its look at the snapshots, before it removes a pack.
  private final class Slow extends StoreDecorator {
    Slow() {
      super(store);
    }

    @Override
    public void delete(Shelf shelf, String name) throws IOException {
      if (shelf == Shelf.INDEX) {
        looked.countDown();
        await(go);
      }
      super.delete(shelf, name);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the other never came");
      }
    } catch (InterruptedException never) {
      throw new IllegalStateException(never);
    }
  }
}
