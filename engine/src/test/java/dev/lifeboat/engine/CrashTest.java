package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Storefront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: no crash of the controller can leave two writers, lose an acknowledged write of a planned
/// move, or leave a run that cannot be finished.
///
/// Method: run each mode, dying at its first effect (before it, after it, or halfway through an
/// append), take it up again with a new controller and let it finish; then at the second effect,
/// and so on until a run lives to its end. Effects are appends, changes of the placement, stored
/// intents and requests. The order of concurrent effects differs between runs, so points are not
/// compared.
@Tag("campaign")
final class CrashTest {
  @TempDir Path folder;

  private int worlds;

  static Stream<Arguments> deaths() {
    return Stream.of(Mode.values())
        .flatMap(mode -> deaths(mode).map(death -> Arguments.of(mode, death)));
  }

  /// How an append was torn makes no difference between modes.
  private static Stream<ControllerDeath> deaths(Mode mode) {
    return Stream.of(ControllerDeath.values())
        .filter(death -> death != ControllerDeath.LATER_HALF || mode == Mode.FAILOVER);
  }

  @ParameterizedTest
  @MethodSource("deaths")
  @Tag("invariant-8")
  @Tag("invariant-36")
  void a_run_is_finished_after_a_crash_at_any_effect(Mode mode, ControllerDeath death)
      throws Exception {
    int effect = 1;
    for (boolean died = true; died; effect++) {
      var scene = scene(mode);
      died = scene.dies(mode, death, effect);
      var controller = scene.controller();
      var end = died ? controller.resumeNewest(mode) : controller.runs().read(newest(controller));
      scene.requireMoved(mode, end, "died %s effect %d".formatted(death, effect));
    }
    assertThat(effect)
        .as("else the loop above tested next to nothing")
        .isGreaterThan(mode.moves() ? 12 : 3);
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void a_run_is_finished_after_two_crashes(Mode mode, ControllerDeath death) throws Exception {
    for (int first = 2; first < 30; first += 7) {
      for (int second = 1; second < 16; second += 5) {
        var scene = scene(mode);
        scene.dies(mode, death, first);
        var again = scene.controller().dying(death, second);
        try {
          again.resumeNewest(mode);
        } catch (SimulatedCrash died) {
          assertThat(again.dead()).isTrue();
        }
        var end = scene.controller().resumeNewest(mode);
        scene.requireMoved(mode, end, "died %s effects %d, %d".formatted(death, first, second));
      }
    }
  }

  /// A planned move that fails at its last fence and is taken back, dying at each of its effects.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LATER_HALF")
  @Tag("invariant-8")
  void a_switchover_is_undone_after_a_crash_at_any_effect(ControllerDeath death) throws Exception {
    var failing =
        new SimulatedController.Trouble() {
          @Override
          public void beforePursuit(Goal goal, Attempt attempt) throws ProblemException {
            if (goal.equals(new Goal.Fenced("images", Storefront.EAST, Goal.Stop.ORDERLY))) {
              throw Problem.lasting(Code.LB2001, "it is broken", "nothing was changed", "mend it")
                  .asException();
            }
          }
        };
    int effect = 1;
    for (boolean died = true; died; effect++) {
      var scene = scene(Mode.SWITCHOVER);
      var dying = scene.controller().with(failing).dying(death, effect);
      try {
        dying.run(Mode.SWITCHOVER);
      } catch (SimulatedCrash crash) {
        assertThat(dying.dead()).isTrue();
      }
      died = dying.dead();
      var end = scene.controller().with(failing).resumeNewest(Mode.SWITCHOVER);

      scene.requireUndone(end, "died %s effect %d".formatted(death, effect));
    }
    assertThat(effect).as("else the loop above tested next to nothing").isGreaterThan(12);
  }

  private static RunId newest(SimulatedController controller) throws Exception {
    return controller.runs().list().getFirst();
  }

  private Scene scene(Mode mode) throws Exception {
    var source = mode == Mode.FAILBACK ? Storefront.WEST : Storefront.EAST;
    var target = mode == Mode.FAILBACK ? Storefront.EAST : Storefront.WEST;
    var files = Files.createDirectory(folder.resolve("world-" + worlds++));
    var scene = new Scene(new SimulatedWorld(source, target), files, source, target);
    new FilePlacements(files)
        .compareAndSet(Optional.empty(), Placement.first(Storefront.SHOP, source));
    return scene;
  }

  private record Scene(SimulatedWorld world, Path files, String source, String target) {
    SimulatedController controller() {
      return new SimulatedController(world, Storefront.plan(), files);
    }

    boolean dies(Mode mode, ControllerDeath death, int effect) throws Exception {
      var controller = controller().dying(death, effect);
      try {
        controller.run(mode);
      } catch (SimulatedCrash died) {
        assertThat(controller.dead()).isTrue();
      }
      return controller.dead();
    }

    void requireUndone(RunState end, String how) throws Exception {
      world.settle();
      assertThat(end.phase())
          .as(how)
          .isInstanceOfSatisfying(
              RunState.Phase.Ended.class,
              ended -> assertThat(ended.outcome()).isEqualTo(Outcome.UNDONE));
      for (var store : List.of("orders", "images")) {
        assertThat(world.writers(store)).as(how).containsExactly(source);
      }
      assertThat(world.writersAtOnce()).as(how).isEqualTo(1);
      assertThat(world.route()).as(how).contains(source);
      assertThat(world.lostIn(source)).as(how).isZero();
      assertThat(controller().placement().writer()).as(how).isEqualTo(source);
      assertThat(controller().placement().openRun()).as(how).isEmpty();
    }

    void requireMoved(Mode mode, RunState end, String how) throws Exception {
      var target = mode.moves() ? this.target : source;
      world.settle();
      assertThat(end.phase())
          .as(how)
          .isEqualTo(new RunState.Phase.Ended(Outcome.DONE, "every goal is met"));
      assertThat(controller().placement())
          .as(how)
          .satisfies(placement -> assertThat(placement.writer()).isEqualTo(target))
          .satisfies(placement -> assertThat(placement.openRun()).isEmpty());
      for (var store : List.of("orders", "images")) {
        assertThat(world.writers(store)).as(how).containsExactly(target);
      }
      assertThat(world.writersAtOnce()).as(how).isEqualTo(1);
      assertThat(world.route()).as(how).contains(target);
      assertThat(world.shared()).as(how).isZero();
      assertThat(world.bound(source)).as(how).isEqualTo(source);
      if (mode != Mode.FAILOVER) {
        assertThat(world.lostIn(target)).as(how).isZero();
      }
    }
  }
}
