package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.vault.KeepRules.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Goal: a snapshot that was reported comes back, although a prune removed what it could rely on
/// between any two calls of its backup, or the backup came between any two of the prune.
///
/// Method: the vault has a pack that no snapshot needs. Count the calls of a calm action, then let
/// the others happen at each of them.
class PruneAtAnyCallTest {
  private static final Duration WAIT = Duration.ofHours(8);

  @TempDir private Path folder;

  /// The clock of whoever backs up, against that of whoever prunes.
  private static final Duration[] CLOCKS = {Duration.ZERO, Duration.ofHours(-12)};

  @ParameterizedTest
  @FieldSource("CLOCKS")
  void a_backup_outlives_a_prune_at_any_call(Duration clock) throws Exception {
    int calls = new World(0, clock).backupBesidePrunes();
    assertThat(calls).as("calls of a calm backup").isGreaterThan(10);
    for (int at = 1; at <= calls; at++) {
      var world = new World(at, clock);
      world.backupBesidePrunes();
      world.requireIntact();
    }
  }

  @ParameterizedTest
  @FieldSource("CLOCKS")
  void a_backup_at_any_call_of_a_prune_outlives_it(Duration clock) throws Exception {
    int calls = new World(0, clock).pruneBesideBackup();
    assertThat(calls).as("calls of a calm prune").isGreaterThan(10);
    for (int at = 1; at <= calls; at++) {
      var world = new World(at, clock);
      world.pruneBesideBackup();
      world.requireIntact();
    }
  }

  private final class World {
    private final int at;
    private final Duration clock;
    private final MemoryVaultStore store = new MemoryVaultStore();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final Path source;
    private int calls;

    World(int at, Duration clock) throws Exception {
      this.at = at;
      this.clock = clock;
      source = Files.createDirectories(folder.resolve("source"));
      SampleVaults.create(store);
      backup(store, 1);
      backup(store, 2);
    }

    int backupBesidePrunes() throws Exception {
      write(1);
      // Else the newest two are as old as each other, and a prune keeps one of them.
      now.updateAndGet(it -> it.plusSeconds(2));
      var by =
          new ActionAtCall(
              store,
              at,
              () -> {
                prune();
                pass();
                prune();
              });
      writer(by).backup(source, VaultProgress.SILENT);
      calls = by.calls();
      return calls;
    }

    int pruneBesideBackup() throws Exception {
      prune();
      pass();
      var rules = new KeepRules(Map.of(Span.LAST, 1));
      var by = new ActionAtCall(store, at, () -> backup(store, 1));
      try {
        open(by).prune(rules, WAIT, false);
      } catch (IOException overtaken) {
        assertThat(overtaken).hasMessageContaining("another prune");
      }
      calls = by.calls();
      return calls;
    }

    void requireIntact() throws Exception {
      assertThat(calls).as("something happened at call %d", at).isGreaterThanOrEqualTo(at);
      assertThat(SampleVaults.check(store).damages()).as("at call %d", at).isEmpty();
      var target = folder.resolve("target-" + at + "-" + System.identityHashCode(this));
      SampleVaults.restore(store, target);
      SampleTree.assertSame(target, source);
    }

    private Vault open(VaultStore by) throws IOException {
      return SampleVaults.open(by, now::get);
    }

    private Vault writer(VaultStore by) throws IOException {
      return SampleVaults.open(by, () -> now.get().plus(clock));
    }

    private void write(int seed) throws IOException {
      Files.write(source.resolve("file"), new SampleTree(seed).bytes(50_000));
    }

    private void backup(VaultStore by, int seed) throws IOException, InterruptedException {
      write(seed);
      now.updateAndGet(it -> it.plusSeconds(2));
      writer(by).backup(source, VaultProgress.SILENT);
    }

    private void prune() throws IOException, InterruptedException {
      open(store).prune(new KeepRules(Map.of(Span.LAST, 1)), WAIT, false);
    }

    private void pass() {
      now.updateAndGet(it -> it.plus(WAIT.multipliedBy(2)));
    }
  }
}
