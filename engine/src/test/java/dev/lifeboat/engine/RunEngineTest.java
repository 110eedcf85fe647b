package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The steering of a run without a thread, turn by turn.
final class RunEngineTest {
  private static final Observation HOLDS = Observation.met("it does");
  private static final Problem SILENT =
      Problem.passing(Code.LB2002, "no answer", "perhaps it took effect", "wait");

  private final List<ActionTicket> dropped = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-20T08:00:00Z");

  private final class Edge implements EngineHost {
    @Override
    public void drop(Collection<ActionTicket> orders) {
      dropped.addAll(orders);
    }

    @Override
    public long nextEpoch() {
      return 3;
    }
  }

  private static List<Entry> opened() {
    var fence =
        new Step.Reach(
            new StepId("fence-web"),
            new Goal.Fenced("web", "east", Goal.Stop.ORDERLY),
            List.of(),
            Duration.ofMinutes(1),
            List.of(new Goal.Healthy("web", "east")));
    var runbook =
        new Runbook(
            "p", "w", Mode.SWITCHOVER, Strategy.WARM_STANDBY, "east", "west", List.of(fence));
    var event = new Event.RunOpened(new RunId("r-1"), "0".repeat(64), runbook, 2, "x", "y", 1L);
    return List.of(new Entry(0, Instant.parse("2026-11-20T08:00:00Z"), "", event));
  }

  private Turn decide(RunEngine steering) throws Exception {
    now = now.plusSeconds(1);
    return steering.decide(now);
  }

  private void answer(RunEngine steering, ActionTicket order, StepOutcome call) {
    assertThat(
            steering.answer(
                List.of(new RunEngine.Answer(order, Optional.of(call))), Optional.empty(), now))
        .isEqualTo(new Turn(List.of(), List.of()));
  }

  private void see(RunEngine steering, Turn turn) {
    var order = turn.orders().getFirst();
    answer(steering, order, new StepOutcome.Looked(order.errand().step(), HOLDS));
  }

  private void refuse(RunEngine steering, Turn turn, Optional<Problem> refused) {
    var order = turn.orders().getFirst();
    var step = (Step.Reach) order.errand().step();
    answer(steering, order, new StepOutcome.Pursued(step, 1, refused));
  }

  /// A run that was cancelled after its one step began, at the look at what takes it back.
  private Turn undoing(RunEngine steering) throws Exception {
    var began = decide(steering);
    assertThat(began.events()).contains(new Event.StepStarted(new StepId("fence-web")));
    steering.answer(List.of(), Optional.of(new OperatorRequest.Cancel("someone")), now);
    var undo = decide(steering);
    assertThat(dropped).isEqualTo(began.orders());
    assertThat(undo.events()).contains(new Event.UndoBegun("cancelled", 3));
    return undo;
  }

  /// Goal: what takes a run back is asked for under the undo's epoch, also where it seems to hold:
  /// otherwise a late request of the run itself still has an effect. Found by the simulator: the
  /// request was lost, and the next look saw the state from before the run.
  @Test
  void what_holds_after_a_lost_request_of_an_undo_is_asked_for_again() throws Exception {
    var steering = new RunEngine(RunState.of(opened(), Pace.standard()), new Edge());
    see(steering, undoing(steering));
    var asked = decide(steering);
    assertThat(asked.orders().getFirst().errand()).isInstanceOf(StepAction.Pursue.class);
    refuse(steering, asked, Optional.of(SILENT));
    see(steering, decide(steering));

    var again = decide(steering);
    assertThat(again.events())
        .as("no step is met by a request that was lost")
        .noneMatch(Event.StepMet.class::isInstance);
    assertThat(again.orders().getFirst().errand()).isInstanceOf(StepAction.Pursue.class);

    refuse(steering, again, Optional.empty());
    see(steering, decide(steering));
    assertThat(decide(steering).events())
        .hasAtLeastOneElementOfType(Event.StepMet.class)
        .hasAtLeastOneElementOfType(Event.RunEnded.class);
  }

  @Test
  void an_answer_to_a_dropped_order_counts_nothing() throws Exception {
    var steering = new RunEngine(RunState.of(opened(), Pace.standard()), new Edge());
    var late = decide(steering).orders().getFirst();
    steering.answer(List.of(), Optional.of(new OperatorRequest.Cancel("someone")), now);
    decide(steering);

    assertThat(steering.awaits(late)).isFalse();
    answer(steering, late, new StepOutcome.Looked(late.errand().step(), HOLDS));
    assertThat(decide(steering).events()).noneMatch(Event.StepMet.class::isInstance);
  }

  @Test
  void nothing_may_be_sent_before_its_intent_is_handed_out() throws Exception {
    var steering = new RunEngine(RunState.of(opened(), Pace.standard()), new Edge());
    var look = decide(steering).orders().getFirst();
    answer(
        steering,
        look,
        new StepOutcome.Looked(look.errand().step(), Observation.pending("it writes")));
    var turn = decide(steering);

    assertThat(turn.events()).contains(new Event.PursuitIntended(new StepId("fence-web"), 1));
    assertThat(turn.orders().getFirst().errand().act())
        .as("the intent goes to the other region first")
        .isInstanceOf(EngineAct.StoreIntent.class);
  }
}
