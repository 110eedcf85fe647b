package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.engine.SimulatedController.Trouble;
import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.Storefront;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a run that fails: undone before its point of no return, forward after it.
@Timeout(60)
final class UndoTest {
  /// By a clock that stands still with the machine.
  private static final Duration SHORT = Duration.ofMillis(300);

  private static final Problem BROKEN =
      Problem.lasting(Code.LB2001, "it is broken", "nothing was changed", "mend it");
  private static final Problem PASSING =
      Problem.passing(Code.LB2002, "it does not answer", "nothing was changed", "wait");

  @TempDir Path folder;

  private final TurnClock clock = new TurnClock();
  private final SimulatedWorld world = new SimulatedWorld(Storefront.EAST, Storefront.WEST);

  @BeforeEach
  void place() throws ProblemException {
    controller().placeFirst();
  }

  private SimulatedController controller() {
    return controller(Storefront.plan());
  }

  private SimulatedController controller(Plan plan) {
    return new SimulatedController(world, plan, folder, clock);
  }

  /// Refuses every request for one goal.
  private static Trouble refusing(Goal refused, Problem problem) {
    return new Trouble() {
      @Override
      public void beforePursuit(Goal goal, Attempt attempt) throws ProblemException {
        if (goal.equals(refused)) {
          throw problem.asException();
        }
      }
    };
  }

  static Stream<Step.Reach> stepsBeforeThePromotion() throws ProblemException {
    var runbook = Storefront.runbook(Storefront.plan(), Mode.SWITCHOVER, Storefront.EAST);
    return runbook.steps().stream()
        .filter(Step.Reach.class::isInstance)
        .map(Step.Reach.class::cast)
        .takeWhile(step -> !(step.goal() instanceof Goal.Promoted));
  }

  @ParameterizedTest
  @MethodSource("stepsBeforeThePromotion")
  @Tag("invariant-9")
  void a_switchover_that_fails_before_its_point_of_no_return_is_undone(Step.Reach failing)
      throws Exception {
    var trouble =
        new Trouble() {
          @Override
          public void beforePursuit(Goal goal, Attempt attempt) throws ProblemException {
            if (goal.equals(failing.goal())) {
              throw BROKEN.asException();
            }
          }

          @Override
          public void beforeLook(Goal goal) {
            if (goal.equals(failing.goal())) {
              throw new IllegalStateException("nobody can look");
            }
          }
        };

    var end = controller().with(trouble).run(Mode.SWITCHOVER);

    requireUndone(end);
  }

  @Test
  void a_switchover_whose_promotion_cannot_be_asked_for_is_undone() throws Exception {
    var trouble =
        new Trouble() {
          @Override
          public Readiness preflight(Goal goal) {
            return isInWest(goal) ? Readiness.notReady(BROKEN) : Readiness.ready();
          }
        };

    var end = controller().with(trouble).within(SHORT, UndoTest::isInWest).run(Mode.SWITCHOVER);

    requireUndone(end);
    assertThat(controller().placement().epoch()).as("the old writer's new epoch").isEqualTo(3);
  }

  private static boolean isInWest(Goal goal) {
    return goal.region().equals(Storefront.WEST);
  }

  private void requireUndone(RunState end) throws ProblemException {
    world.settle();
    assertThat(end.phase())
        .isInstanceOfSatisfying(
            RunState.Phase.Ended.class,
            ended -> assertThat(ended.outcome()).isEqualTo(Outcome.UNDONE));
    for (var store : List.of("orders", "images")) {
      assertThat(world.writers(store)).containsExactly(Storefront.EAST);
    }
    assertThat(world.writersAtOnce()).isEqualTo(1);
    assertThat(world.lostIn(Storefront.EAST)).isZero();
    assertThat(world.route()).contains(Storefront.EAST);
    assertThat(controller().placement().writer()).isEqualTo(Storefront.EAST);
    assertThat(controller().placement().openRun()).isEmpty();
  }

  /// A request that was accepted can take hold long after. Here the run is cancelled the moment its
  /// fences were asked for, while the old writer still writes: looking alone would find nothing to
  /// take back.
  @ParameterizedTest
  @ValueSource(strings = {"entry", "orders", "images"})
  void a_late_fence_of_an_undone_switchover_has_no_effect(String resource) throws Exception {
    var fence = new Goal.Fenced(resource, Storefront.EAST, Goal.Stop.ORDERLY);
    world.delay(fence);
    var looks = new AtomicInteger();
    var runner = new Runner[1];
    var trouble =
        new Trouble() {
          @Override
          public void beforeLook(Goal goal) {
            // The first look comes before the request.
            if (goal.equals(fence) && looks.incrementAndGet() == 2) {
              runner[0].cancel("someone");
            }
          }
        };
    var controller = controller().with(trouble).onStart(started -> runner[0] = started);

    var end = controller.run(Mode.SWITCHOVER);

    requireUndone(end);
    assertThat(world.refusedLate()).isPositive();
  }

  @Test
  void a_late_promotion_of_an_undone_switchover_has_no_effect() throws Exception {
    var late = new Attempt[1];
    var promoted = new Goal.Promoted("orders", Storefront.WEST);
    var failed =
        new Trouble() {
          @Override
          public void beforePursuit(Goal goal, Attempt attempt) throws ProblemException {
            if (goal instanceof Goal.Fenced(var name, _, _) && name.equals("orders")) {
              late[0] = late[0] == null ? attempt : late[0];
              if (late[0].epoch() == attempt.epoch()) {
                throw BROKEN.asException();
              }
            }
          }
        };
    requireUndone(controller().with(failed).run(Mode.SWITCHOVER));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> world.pursue(promoted, late[0]))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3002));
    world.settle();
    assertThat(world.writers("orders")).containsExactly(Storefront.EAST);
  }

  @Test
  void after_the_point_of_no_return_a_run_retries_and_goes_forward() throws Exception {
    var left = new AtomicInteger(3);
    var trouble =
        new Trouble() {
          @Override
          public void beforePursuit(Goal goal, Attempt attempt) throws ProblemException {
            if (goal instanceof Goal.Promoted && left.getAndDecrement() > 0) {
              throw PASSING.asException();
            }
          }
        };

    var end = controller().with(trouble).run(Mode.SWITCHOVER);

    assertThat(end.phase()).isEqualTo(new RunState.Phase.Ended(Outcome.DONE, "every goal is met"));
    assertThat(world.writers("orders")).containsExactly(Storefront.WEST);
  }

  @Test
  @Tag("invariant-9")
  void after_the_point_of_no_return_a_failing_run_asks_a_person_and_never_goes_back()
      throws Exception {
    var promoted = new Goal.Promoted("orders", Storefront.WEST);
    var trouble = refusing(promoted, PASSING);

    var end = controller().with(trouble).within(SHORT, promoted::equals).run(Mode.SWITCHOVER);

    assertThat(end.phase()).isInstanceOf(RunState.Phase.WaitingForPerson.class);
    assertThat(end.undoing()).isFalse();
    assertThat(world.writers("orders")).isEmpty();
    var resumed = controller().resume(end.run());
    assertThat(resumed.phase()).isInstanceOf(RunState.Phase.Ended.class);
    assertThat(world.writers("orders")).containsExactly(Storefront.WEST);
    assertThat(world.lostIn(Storefront.WEST)).isZero();
  }

  @Test
  void a_failover_that_cannot_promote_keeps_the_fence_and_asks_a_person() throws Exception {
    var trouble =
        new Trouble() {
          @Override
          public Readiness preflight(Goal goal) {
            return Readiness.notReady(BROKEN);
          }
        };

    var end = controller().with(trouble).within(SHORT).run(Mode.FAILOVER);

    world.settle();
    assertThat(end.phase()).isInstanceOf(RunState.Phase.WaitingForPerson.class);
    assertThat(world.writers("orders")).isEmpty();
    assertThat(controller().placement().openRun()).contains(end.run());
  }

  @Test
  void a_call_that_hangs_is_interrupted_when_its_step_runs_out() throws Exception {
    var interrupted = new AtomicBoolean();
    var trouble =
        new Trouble() {
          @Override
          public void beforeLook(Goal goal) throws InterruptedException {
            if (goal instanceof Goal.Replicating) {
              clock.pass(SHORT);
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException atLast) {
                interrupted.set(true);
                throw atLast;
              }
            }
          }
        };

    var end =
        controller()
            .with(trouble)
            .within(SHORT, Goal.Replicating.class::isInstance)
            .run(Mode.SWITCHOVER);

    requireUndone(end);
    assertThat(interrupted).isTrue();
  }
}
