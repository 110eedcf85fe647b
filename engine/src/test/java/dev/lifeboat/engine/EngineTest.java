package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.engine.SimulatedController.Trouble;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Storefront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who may act, in which order, and what is on record before it.
@Timeout(60)
final class EngineTest {
  private static final Problem FULL =
      Problem.lasting(Code.LB4001, "the disk is full", "nothing was changed", "make room");

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

  /// The supervisor starts the old writer again just when the promotion is about to be asked for.
  @Test
  @Tag("invariant-2")
  void a_fence_that_is_lost_before_the_promotion_is_seen_and_reached_again() throws Exception {
    var left = new AtomicInteger(1);
    var entries = new ArrayList<Entry>();
    var trouble =
        new Trouble() {
          @Override
          public Readiness preflight(Goal goal) {
            if (goal.resource().equals("orders") && left.getAndDecrement() > 0) {
              // A slow machine asks for the fence twice; the second must not hide the restart.
              world.settle();
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
  @Tag("invariant-7")
  void a_journal_that_cannot_be_written_stops_the_run_before_its_first_act() throws Exception {
    var full =
        new Trouble() {
          @Override
          public void beforeAppend() throws ProblemException {
            throw FULL.asException();
          }
        };
    var controller = controller().with(full);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> controller.run(Mode.FAILOVER))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB4001));
    assertThat(controller.done()).singleElement().asString().startsWith("place");
    assertThat(world.writers("orders")).containsExactly(Storefront.EAST);

    // With room again the run goes on.
    var open = controller().placement().openRun().orElseThrow();
    assertThat(controller().resume(open).phase()).isInstanceOf(RunState.Phase.Ended.class);
  }

  @Test
  void a_run_whose_journal_cannot_be_made_claims_nothing() throws Exception {
    var controller = controller();
    var files = controller.runs().reserve();
    Files.createSymbolicLink(files.journal(), Path.of("leads", "nowhere"));
    var runbook = Storefront.runbook(Storefront.plan(), Mode.FAILOVER, Storefront.EAST);
    var request =
        new Runs.Request(files.run(), new byte[0], Storefront.PLAN_SHA_256, runbook, "x", "y");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> controller.runs().open(request))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB4001));
    assertThat(controller.placement().openRun()).isEmpty();
    assertThat(controller.runs().list()).isEmpty();
  }

  @Test
  void a_run_of_whose_first_event_a_crash_left_half_never_began() throws Exception {
    var files = controller().runs().reserve();
    Files.writeString(files.journal(), "{\"sequence\":0");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> controller().resume(files.run()))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB4004));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> controller().runs().read(files.run()));
    assertThat(controller().run(Mode.FAILOVER).phase()).isInstanceOf(RunState.Phase.Ended.class);
  }

  @Test
  @Tag("invariant-6")
  void a_second_run_on_the_same_workload_is_refused() throws Exception {
    var first = controller().open(Mode.FAILOVER);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> controller().run(Mode.FAILOVER))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3003));
    assertThat(world.writers("orders")).containsExactly(Storefront.EAST);
    first.journal().close();
  }

  @Test
  @Tag("invariant-6")
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
  @Tag("invariant-4")
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
    while (world.refusedLate() == 0) {
      Thread.yield(); // The test's time ends it.
    }
    called.countDown();

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(refused::get)
        .withMessageContaining("LB3003");
    world.settle();
    assertThat(world.writers("orders")).containsExactly(Storefront.EAST);
    assertThat(world.writersAtOnce()).isEqualTo(1);
  }

  @Test
  @Tag("invariant-7")
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
                  case StepState.Active active -> "active " + active.requests().made();
                  case StepState.Failed(_, var code, _) -> "failed " + code;
                  case StepState.Waiting() -> "waiting";
                })
        .toList();
  }
}
