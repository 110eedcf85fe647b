package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.Storefront;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What people do to a run: answer, do not answer, cancel, pause, interrupt.
@Timeout(60)
final class PeopleTest {

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
}
