package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Storefront;
import dev.lifeboat.runbook.VaultedStorefront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: no crash of the controller leaves two writers, loses what a vault has, or leaves a run
/// that cannot be finished, where a vault has the only other copy.
///
/// Method: as [CrashTest], at every effect in the proof and at every few of them else. The vault
/// has the log later than its writer, and is away every other time that somebody restores from it.
@Tag("campaign")
final class VaultedCrashTest {
  private static final int STRIDE = 5;

  @TempDir private Path folder;

  private SimulatedWorld world;
  private Path files;

  private SimulatedController controller() {
    return new SimulatedController(world, VaultedStorefront.plan(), files);
  }

  private boolean dies(Mode mode, int effect) throws Exception {
    var controller = controller().dying(ControllerDeath.AFTER, effect);
    try {
      controller.run(mode);
    } catch (SimulatedCrash died) {
      assertThat(controller.dead()).isTrue();
    }
    return controller.dead();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  @Tag("proof")
  void a_run_is_finished_after_a_crash_at_any_effect(Mode mode) throws Exception {
    crash(mode, 1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void a_run_is_finished_after_a_crash_at_some_effects(Mode mode) throws Exception {
    crash(mode, STRIDE);
  }

  private void crash(Mode mode, int stride) throws Exception {
    var source = mode == Mode.FAILBACK ? Storefront.WEST : Storefront.EAST;
    var target = mode == Mode.FAILBACK ? Storefront.EAST : Storefront.WEST;
    int effect = 1 + mode.ordinal() % stride;
    for (boolean died = true; died; effect += stride) {
      files = Files.createDirectory(folder.resolve("world-" + effect));
      world = new SimulatedWorld(source, target).vaulted(source, target);
      new FilePlacements(files)
          .compareAndSet(Optional.empty(), Placement.first(Storefront.SHOP, source));
      died = dies(mode, effect);
      var controller = controller();
      var end =
          died
              ? controller.resumeNewest(mode)
              : controller.runs().read(controller.runs().list().getFirst());
      world.settle();
      requireMoved(mode, end, source, mode.moves() ? target : source, "died at " + effect);
    }
    assertThat(effect)
        .as("else the loop above tested next to nothing")
        .isGreaterThan(mode.moves() ? 12 : 3);
  }

  private void requireMoved(Mode mode, RunState end, String source, String writer, String how)
      throws Exception {
    assertThat(end.phase())
        .as(how)
        .isEqualTo(new RunState.Phase.Ended(Outcome.DONE, "every goal is met"));
    assertThat(controller().placement().writer()).as(how).isEqualTo(writer);
    for (var store : List.of("orders", "images")) {
      assertThat(world.writers(store)).as(how).containsExactly(writer);
    }
    assertThat(world.writersAtOnce()).as(how).isOne();
    assertThat(world.holdsVault(writer)).as(how).isTrue();
    if (mode != Mode.FAILOVER) {
      assertThat(world.lostIn(writer)).as(how).isZero();
    }
    if (mode.moves() && mode != Mode.FAILOVER) {
      assertThat(world.isEmpty(source)).as(how).isTrue();
    }
  }
}
