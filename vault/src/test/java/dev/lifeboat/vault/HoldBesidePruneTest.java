package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.vault.KeepRules.Span;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a snapshot of which somebody was told that its hold stands comes back, although a prune
/// that was about to remove it ran between any two calls of the hold, the hold came between any two
/// of the prune, or the prune was killed at any write.
///
/// Method: a vault of three snapshots of one source, of which a prune keeps the newest. Count the
/// calls of a calm action, then let the other happen at each of them.
class HoldBesidePruneTest {
  static final KeepRules LAST = new KeepRules(Map.of(Span.LAST, 1));

  @TempDir private Path folder;

  @Test
  void a_hold_at_any_call_of_a_prune_stands_or_is_told_not_to() throws Exception {
    int calls = new World(0).pruneBesideHold();
    assertThat(calls).as("calls of a calm prune").isGreaterThan(20);
    int stood = 0;
    for (int at = 1; at <= calls; at++) {
      var world = new World(at);
      world.pruneBesideHold();
      stood += world.requireHeld();
    }
    assertThat(stood).as("holds that came in time").isBetween(5, calls - 5);
  }

  @Test
  void a_prune_at_any_call_of_a_hold_leaves_it_or_it_is_told_not_to_stand() throws Exception {
    int calls = new World(0).holdBesidePrune();
    assertThat(calls).as("calls of a calm hold").isGreaterThan(4);
    int stood = 0;
    for (int at = 1; at <= calls; at++) {
      var world = new World(at);
      world.holdBesidePrune();
      stood += world.requireHeld();
    }
    assertThat(stood).as("holds that came in time").isPositive();
  }

  /// Its removal was told to the trail, and never done.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_prune_that_dies_at_any_write_leaves_what_is_on_hold(boolean after) throws Exception {
    int writes = heldWorld(0).dyingPrune(after);
    assertThat(writes).as("writes of a calm prune").isGreaterThan(4);
    for (int at = 1; at <= writes; at++) {
      var world = heldWorld(at);
      world.dyingPrune(after);
      world.requireWhole();

      world.prune(world.store);
      world.requireWhole();
      assertThat(world.listed())
          .as("dies at write %d", at)
          .containsExactlyInAnyOrder(world.held, world.snapshots.getLast());
    }
  }

  private World heldWorld(int at) throws Exception {
    var world = new World(at);
    world.held = world.snapshots.get(1);
    assertThat(world.open(world.store).custody().hold(world.held, "case 12")).isEmpty();
    return world;
  }

  /// A hold that came when the prune was dead stands once that is known.
  @Test
  void a_hold_behind_a_prune_that_died_stands_for_the_next_one() throws Exception {
    int writes = new World(0).dyingPrune(false);
    for (int at = 1; at <= writes; at++) {
      var world = new World(at);
      world.dyingPrune(false);
      world.held = world.snapshots.getFirst();
      if (world.listed().contains(world.held)) {
        boolean unsure = world.open(world.store).custody().hold(world.held, "case 12").isPresent();
        assertThat(unsure).as("dies at write %d", at).isEqualTo(at > 1);
        world.prune(world.store);
        world.requireWhole();
        world.now.updateAndGet(it -> it.plus(Duration.ofDays(2)));
        assertThat(world.open(world.store).custody().hold(world.held, "again")).isEmpty();
      }
    }
  }

  /// Whoever puts a hold on two days later is told that it stands.
  @Test
  void a_prune_that_stands_still_behind_its_look_removes_no_more() throws Exception {
    var world = new World(0);
    var slow =
        new StoreDecorator(world.store) {
          private int removals;

          @Override
          public void delete(Shelf shelf, String name) throws IOException {
            if (shelf == Shelf.SNAPSHOTS && removals++ == 0) {
              world.now.updateAndGet(it -> it.plus(Duration.ofDays(2)));
            }
            super.delete(shelf, name);
          }
        };

    assertThatThrownBy(() -> world.prune(slow)).hasMessageContaining("stood still for too long");

    assertThat(world.listed()).hasSize(2);
  }

  /// Between its two looks, what it relied on goes.
  @Test
  void a_hold_on_a_snapshot_that_its_backup_takes_back_is_told_not_to_stand() throws Exception {
    var wait = Duration.ofHours(8);
    var world = new World(0);
    world.open(world.store).prune(LAST, wait, false);
    Files.write(world.source.resolve("file"), new SampleTree(1).bytes(30_000));
    var holds = new ArrayList<Optional<Instant>>();
    var writer =
        new StoreDecorator(world.store) {
          @Override
          public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
            super.put(shelf, name, bytes, length);
            if (shelf == Shelf.SNAPSHOTS && holds.isEmpty()) {
              world.held = name;
              holds.add(world.open(world.store).custody().hold(name, "case 12"));
              world.now.updateAndGet(it -> it.plus(wait).minusSeconds(60));
            }
          }
        };

    world.open(writer).backup(world.source, VaultProgress.SILENT);

    assertThat(world.listed()).hasSize(2).doesNotContain(world.held);
    assertThat(holds.getFirst()).isPresent();
    assertThat(SampleVaults.check(world.store).damages()).isEmpty();
  }

  /// A process of its own, killed where it can do nothing about it.
  @Test
  void a_prune_that_is_killed_at_any_write_leaves_what_is_on_hold() throws Exception {
    int kills = 0;
    for (boolean ended = false; !ended; ) {
      var vault = folder.resolve("vault-" + kills);
      var store = SampleVaults.store(vault);
      var world = new World(store);
      world.held = world.snapshots.get(1);
      world.open(store).custody().hold(world.held, "case 12");
      var child = KillableProgram.start(KilledPrune.class, vault, ++kills);
      var said = child.inputReader().readLine();
      ended = KilledPrune.DONE.equals(said);
      assertThat(said).isIn(KilledPrune.DONE, KilledPrune.WITHIN);
      child.destroyForcibly();
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();

      world.requireWhole();
      world.prune(store);
      world.requireWhole();
      assertThat(world.listed()).containsExactlyInAnyOrder(world.held, world.snapshots.getLast());
    }
    assertThat(kills).as("writes of a prune").isGreaterThan(4);
  }

  private final class World {
    private final VaultStore store;
    private final int at;
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final List<String> snapshots = new ArrayList<>();
    private final Path source;
    private String held = "";
    private boolean stands;

    World(int at) throws Exception {
      this(new MemoryVaultStore(), at);
    }

    World(VaultStore store) throws Exception {
      this(store, 0);
    }

    private World(VaultStore store, int at) throws Exception {
      this.store = store;
      this.at = at;
      source = Files.createDirectories(folder.resolve("source"));
      SampleVaults.create(store);
      for (int seed = 1; seed <= 3; seed++) {
        Files.write(source.resolve("file"), new SampleTree(seed).bytes(30_000));
        now.updateAndGet(it -> it.plusSeconds(2));
        snapshots.add(open(store).backup(source, VaultProgress.SILENT).snapshot().id());
      }
    }

    Vault open(VaultStore by) throws IOException {
      return SampleVaults.open(by, now::get);
    }

    List<String> listed() throws IOException {
      return open(store).snapshots().snapshots().stream().map(Snapshot::id).toList();
    }

    void prune(VaultStore by) throws IOException, InterruptedException {
      open(by).prune(LAST, Duration.ZERO, false);
    }

    private void hold(VaultStore by) throws IOException {
      held = snapshots.getFirst();
      try {
        stands = open(by).custody().hold(held, "case 12").isEmpty();
      } catch (NoVaultException late) {
        stands = false;
      }
    }

    int pruneBesideHold() throws Exception {
      var by = new ActionAtCall(store, at, () -> hold(store));
      try {
        prune(by);
      } catch (IOException wanted) {
        assertThat(wanted).hasMessageContaining("somebody wants snapshot " + held);
      }
      return by.calls();
    }

    int holdBesidePrune() throws Exception {
      var by = new ActionAtCall(store, at, () -> prune(store));
      hold(by);
      return by.calls();
    }

    /// Gives how many writes there were.
    int dyingPrune(boolean after) throws InterruptedException {
      var mortal = new MortalWriter(store, at, after);
      try {
        prune(mortal);
        assertThat(at).as("it did not die").isZero();
      } catch (IOException died) {
        assertThat(died).hasMessageContaining("it died");
      }
      return mortal.writes;
    }

    /// Gives one if the hold stands.
    int requireHeld() throws Exception {
      requireWhole();
      if (stands) {
        assertThat(listed()).as("at call %d", at).contains(held);
        prune(store);
        requireWhole();
        assertThat(listed()).as("at call %d", at).contains(held);
      }
      return stands ? 1 : 0;
    }

    /// Each snapshot that is listed comes back, and the trail has a word for each that is not.
    void requireWhole() throws Exception {
      assertThat(SampleVaults.check(store).damages()).as("at %d", at).isEmpty();
      for (var id : listed()) {
        var target = folder.resolve("target");
        open(store).restore(new SnapshotChoice.Id(id), List.of(), target, VaultProgress.SILENT);
        var seed = snapshots.indexOf(id) + 1;
        assertThat(target.resolve("file")).hasBinaryContent(new SampleTree(seed).bytes(30_000));
        SampleTree.remove(target);
      }
    }
  }

  /// Lets no write through from the one at which it dies.
  private static final class MortalWriter extends StoreDecorator {
    private final int last;
    private final boolean after;
    private int writes;

    MortalWriter(VaultStore store, int last, boolean after) {
      super(store);
      this.last = last;
      this.after = after;
    }

    private interface Write {
      void run() throws IOException;
    }

    private void write(Write write) throws IOException {
      boolean dies = ++writes >= last && last > 0;
      if (!dies || (after && writes == last)) {
        write.run();
      }
      if (dies) {
        throw new IOException("it died");
      }
    }

    @Override
    public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
      write(() -> super.put(shelf, name, bytes, length));
    }

    @Override
    public void delete(Shelf shelf, String name) throws IOException {
      write(() -> super.delete(shelf, name));
    }
  }
}
