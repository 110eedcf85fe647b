package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.engine.SimulatedController.Trouble;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class EngineTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Problem BROKEN =
      Problem.lasting(Code.LB2001, "it is broken", "nothing was changed", "mend it");
  private static final Problem PASSING =
      Problem.passing(Code.LB2002, "it does not answer", "nothing was changed", "wait");

  @TempDir Path folder;

  private final SimulatedWorld world = new SimulatedWorld(Storefront.EAST, Storefront.WEST);

  @BeforeEach
  void place() throws ProblemException {
    controller().placeFirst();
  }

  private SimulatedController controller() {
    return controller(Storefront.plan());
  }

  private SimulatedController controller(Plan plan) {
    return new SimulatedController(world, plan, folder);
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
            return goal.region().equals(Storefront.WEST)
                ? Readiness.notReady(BROKEN)
                : Readiness.ready();
          }
        };

    var end = controller().with(trouble).within(SHORT).run(Mode.SWITCHOVER);

    requireUndone(end);
    assertThat(controller().placement().epoch()).as("the old writer's new epoch").isEqualTo(3);
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
  void after_the_point_of_no_return_a_failing_run_asks_a_person_and_never_goes_back()
      throws Exception {
    var trouble = refusing(new Goal.Promoted("orders", Storefront.WEST), PASSING);

    var end = controller().with(trouble).within(SHORT).run(Mode.SWITCHOVER);

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
  void a_declined_question_ends_the_run_before_anything_was_changed() throws Exception {
    var end = controller(asking()).with(answering(false)).run(Mode.FAILOVER);

    assertThat(end.phase())
        .isEqualTo(new RunState.Phase.Ended(Outcome.DECLINED, "approve: declined by ann"));
    assertThat(world.writers("orders")).containsExactly(Storefront.EAST);
    assertThat(controller().placement().openRun()).isEmpty();
  }

  @Test
  void a_question_that_nobody_hears_waits_and_is_asked_again_on_resume() throws Exception {
    var waiting = controller(asking()).run(Mode.FAILOVER);
    assertThat(waiting.phase())
        .isInstanceOfSatisfying(
            RunState.Phase.WaitingForPerson.class,
            phase -> assertThat(phase.code()).isEqualTo(Code.LB4005));
    assertThat(world.writers("orders")).containsExactly(Storefront.EAST);

    var end = controller(asking()).with(answering(true)).resume(waiting.run());

    assertThat(end.phase()).isInstanceOf(RunState.Phase.Ended.class);
    assertThat(world.writers("orders")).containsExactly(Storefront.WEST);
  }

  private static Plan asking() {
    return Storefront.plan(Strategy.WARM_STANDBY, FailoverPolicy.Trigger.APPROVAL);
  }

  private static People answering(boolean approved) {
    return new People() {
      @Override
      public Optional<Answer> ask(Step.Ask ask) {
        return Optional.of(new Answer(approved, "ann"));
      }

      @Override
      public String tell(Step.Tell tell) {
        return "told";
      }
    };
  }

  @Test
  void a_message_that_cannot_be_handed_over_is_not_sent_in_a_storm() throws Exception {
    var sent = new AtomicInteger();
    var deaf =
        new People() {
          @Override
          public Optional<Answer> ask(Step.Ask ask) {
            return Optional.empty();
          }

          @Override
          public String tell(Step.Tell tell) {
            if (sent.incrementAndGet() < 4) {
              throw new IllegalStateException("no channel");
            }
            return "told";
          }
        };

    var entries = new ArrayList<Entry>();
    controller().with(deaf).listening(entries::add).run(Mode.FAILOVER);

    assertThat(sent).hasValue(4);
    assertThat(entries).anyMatch(entry -> entry.event().toString().contains("no channel"));
  }

  @Test
  void a_cancelled_failover_keeps_its_fences_and_can_be_taken_up_again() throws Exception {
    var controller = controller();
    var runner = new Runner[1];
    controller
        .onStart(started -> runner[0] = started)
        .listening(entry -> {
          if (entry.event() instanceof Event.StepMet(var step, _)
              && step.value().equals("fence-orders")) {
            runner[0].cancel("ann");
          }
        });

    var end = controller.run(Mode.FAILOVER);

    assertThat(end.phase()).isInstanceOf(RunState.Phase.WaitingForPerson.class);
    world.settle();
    assertThat(world.writers("orders")).isEmpty();
    assertThat(controller().resume(end.run()).phase())
        .isEqualTo(new RunState.Phase.Ended(Outcome.DONE, "every goal is met"));
  }

  @Test
  void a_paused_run_has_nothing_under_way_and_is_resumed_where_it_was() throws Exception {
    var controller = controller();
    var runner = new Runner[1];
    controller
        .onStart(started -> runner[0] = started)
        .listening(entry -> {
          if (entry.event() instanceof Event.StepMet) {
            runner[0].pause("ann");
          }
        });

    var paused = controller.run(Mode.SWITCHOVER);
    assertThat(paused.phase()).isEqualTo(new RunState.Phase.Paused("ann"));

    assertThat(controller().resume(paused.run()).phase())
        .isEqualTo(new RunState.Phase.Ended(Outcome.DONE, "every goal is met"));
    assertThat(world.lostIn(Storefront.WEST)).isZero();
  }

  /// Interrupted from outside at any of its events, also while it writes: the journal stays usable
  /// and says that the run is paused.
  @Test
  void an_interrupted_run_is_journalled_as_paused() throws Exception {
    for (int at = 0; at < 12; at++) {
      int event = at;
      var seen = new AtomicInteger();
      var own = Thread.currentThread();
      var controller =
          controller()
              .listening(entry -> {
                if (seen.getAndIncrement() == event) {
                  own.interrupt();
                }
              });
      var open = controller.open(Mode.SWITCHOVER);
      assertThatExceptionOfType(InterruptedException.class)
          .as("interrupted at event %d", event)
          .isThrownBy(() -> controller.execute(open));
      assertThat(controller().runs().read(open.files().run()).phase())
          .isEqualTo(new RunState.Phase.Paused("interrupt"));
      controller().resume(open.files().run());
      controller().run(Mode.FAILBACK);
    }
  }

  @Test
  void a_call_that_hangs_is_interrupted_when_its_step_runs_out() throws Exception {
    var interrupted = new AtomicBoolean();
    var trouble =
        new Trouble() {
          @Override
          public void beforeLook(Goal goal) throws InterruptedException {
            if (goal instanceof Goal.Replicating) {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException atLast) {
                interrupted.set(true);
                throw atLast;
              }
            }
          }
        };

    var end = controller().with(trouble).within(SHORT).run(Mode.SWITCHOVER);

    requireUndone(end);
    assertThat(interrupted).isTrue();
  }

  /// The supervisor starts the old writer again just when the promotion is about to be asked for.
  @Test
  void a_fence_that_is_lost_before_the_promotion_is_seen_and_reached_again() throws Exception {
    var left = new AtomicInteger(1);
    var entries = new ArrayList<Entry>();
    var trouble =
        new Trouble() {
          @Override
          public Readiness preflight(Goal goal) {
            if (goal.resource().equals("orders") && left.getAndDecrement() > 0) {
              world.restart("orders", Storefront.EAST);
            }
            return Readiness.ready();
          }
        };

    var end = controller().with(trouble).listening(entries::add).run(Mode.FAILOVER);

    assertThat(end.phase()).isInstanceOf(RunState.Phase.Ended.class);
    assertThat(entries).anyMatch(entry -> entry.event() instanceof Event.StepLost);
    assertThat(world.writersAtOnce()).isEqualTo(1);
    assertThat(world.writers("orders")).containsExactly(Storefront.WEST);
  }

  @Test
  void a_second_run_on_the_same_workload_is_refused() throws Exception {
    var first = controller().open(Mode.FAILOVER);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> controller().run(Mode.FAILOVER))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3003));
    assertThat(world.writers("orders")).containsExactly(Storefront.EAST);
    first.journal().close();
  }

  @Test
  void a_run_whose_journal_was_continued_by_another_controller_stops() throws Exception {
    var left = controller().open(Mode.FAILOVER);
    controller().resume(left.files().run());
    var before = world.acknowledged();

    var stale = controller();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> stale.execute(left))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3003));
    assertThat(stale.done()).isEmpty();
    assertThat(world.acknowledged()).isEqualTo(before);
  }

  /// Goal: a controller that stood still between intent and call, and goes on after another one
  /// failed over and back, has no effect.
  @Test
  void a_controller_that_slept_through_a_failover_and_the_way_back_has_no_effect()
      throws Exception {
    var asleep = new CountDownLatch(2);
    var awake = new CountDownLatch(1);
    var called = new CountDownLatch(1);
    var trouble =
        new Trouble() {
          @Override
          public void beforePursuit(Goal goal, Attempt attempt) throws InterruptedException {
            if (goal instanceof Goal.Promoted) {
              asleep.countDown();
              awake.await();
            }
          }

          @Override
          public void beforeLook(Goal goal) throws InterruptedException {
            if (asleep.getCount() == 0) {
              called.await();
            }
          }
        };
    var sleeper = controller().with(trouble);
    var open = sleeper.open(Mode.FAILOVER);
    var refused = new FutureTask<>(() -> sleeper.execute(open));
    Thread.ofVirtual().start(refused);
    asleep.await();

    controller().resume(open.files().run());
    controller().run(Mode.FAILBACK);
    assertThat(world.writers("orders")).containsExactly(Storefront.EAST);
    awake.countDown();
    Await.until(() -> world.refusedLate() > 0, "the late call was refused");
    called.countDown();

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(refused::get)
        .withMessageContaining("LB3003");
    world.settle();
    assertThat(world.writers("orders")).containsExactly(Storefront.EAST);
    assertThat(world.writersAtOnce()).isEqualTo(1);
  }

  @Test
  void intents_to_fence_and_to_promote_are_stored_where_the_writer_will_be_before_the_act()
      throws Exception {
    var controller = controller();
    controller.run(Mode.FAILOVER);

    for (var name : List.of("orders", "images")) {
      assertThat(controller.done())
          .containsSubsequence(
              "intent in west: fence-" + name,
              "pursue " + name + " fenced in east",
              "intent in west: promote-" + name,
              "pursue " + name + " promoted in west");
    }
  }

  /// A promotion by hand is no promotion by this run: it is placed and fenced all the same.
  @Test
  void a_target_that_writes_already_is_placed_before_it_counts_as_promoted() throws Exception {
    var first = new AtomicBoolean(true);
    var trouble =
        new Trouble() {
          @Override
          public void beforeLook(Goal goal) {
            if (first.compareAndSet(true, false)) {
              world.restart("orders", Storefront.WEST);
              world.restart("images", Storefront.WEST);
            }
          }
        };

    controller().with(trouble).run(Mode.FAILOVER);

    assertThat(controller().placement().writer()).isEqualTo(Storefront.WEST);
    assertThat(controller().placement().epoch()).isEqualTo(2);
  }

  @Test
  void the_state_folded_from_the_file_is_the_live_one() throws Exception {
    for (var mode : List.of(Mode.FAILOVER, Mode.FAILBACK, Mode.SWITCHOVER)) {
      var live = controller().run(mode);
      var file = controller().runs().files(live.run()).journal();
      var folded = RunState.of(JournalReader.read(file).entries(), SimulatedController.QUICK);
      assertThat(folded.phase()).isEqualTo(live.phase());
      assertThat(folded.epoch()).isEqualTo(live.epoch());
      assertThat(folded.pastNoReturn()).isTrue();
      assertThat(outline(folded)).isEqualTo(outline(live));
    }
  }

  private static List<String> outline(RunState state) {
    return state.all().entrySet().stream()
        .map(step ->
            step.getKey().id()
                + " "
                + switch (step.getValue()) {
                  case StepState.Met(_, _, var proof, _) -> "met " + proof;
                  case StepState.Active active -> "active " + active.attempts();
                  case StepState.Failed(_, var code, _) -> "failed " + code;
                  case StepState.Waiting() -> "waiting";
                })
        .toList();
  }
}
