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

/// The engine of a run without a thread, turn by turn.
final class RunEngineTest {
  private static final Observation HOLDS = Observation.met("it does");
  private static final Problem SILENT =
      Problem.passing(Code.LB2002, "no answer", "perhaps it took effect", "wait");

  private final List<StepAction> dropped = new ArrayList<>();
  private int undosClaimed;
  private Instant now = Instant.parse("2026-11-20T08:00:00Z");

  private final class Edge implements EngineHost {
    @Override
    public void drop(Collection<StepAction> actions) {
      dropped.addAll(actions);
    }

    @Override
    public void claimUndo() {
      undosClaimed++;
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
    var event =
        new Event.RunOpened(new RunId("r-1"), "0".repeat(64), runbook, 2, "x", "y", 1L, List.of());
    return List.of(new Entry(0, Instant.parse("2026-11-20T08:00:00Z"), "", event));
  }

  private Turn decide(RunEngine engine) throws Exception {
    now = now.plusSeconds(1);
    return engine.decide(now);
  }

  private void answer(RunEngine engine, StepAction action, StepOutcome outcome) {
    assertThat(engine.answer(List.of(action.at(new Effect.Done(outcome))), Optional.empty(), now))
        .isEqualTo(new Turn(List.of(), List.of()));
  }

  private void see(RunEngine engine, Turn turn) {
    var action = turn.actions().getFirst();
    answer(engine, action, new StepOutcome.Looked(action.step(), HOLDS));
  }

  private void refuse(RunEngine engine, Turn turn, Optional<Problem> refused) {
    var action = turn.actions().getFirst();
    var step = (Step.Reach) action.step();
    answer(engine, action, new StepOutcome.Pursued(step, 1, refused));
  }

  /// A run that was cancelled after its one step began, at the look at what takes it back.
  private Turn undoing(RunEngine engine) throws Exception {
    var began = decide(engine);
    assertThat(began.events()).contains(new Event.StepStarted(new StepId("fence-web")));
    engine.answer(List.of(), Optional.of(new Event.CancelRequested("someone")), now);
    var undo = decide(engine);
    assertThat(dropped).isEqualTo(began.actions());
    assertThat(undo.events()).contains(new Event.UndoBegun("cancelled", 3));
    assertThat(undo.actions()).as("its epoch is not claimed yet").isEmpty();
    assertThat(undosClaimed).as("nor its event durable").isZero();
    assertThat(engine.wakeAt()).as("it goes on at once").contains(Instant.EPOCH);
    var first = decide(engine);
    assertThat(undosClaimed).isOne();
    return first;
  }

  /// Goal: what takes a run back is asked for under the undo's epoch, also where it seems to hold:
  /// otherwise a late request of the run itself still has an effect. Found by the simulator: the
  /// request was lost, and the next look saw the state from before the run.
  @Test
  void what_holds_after_a_lost_request_of_an_undo_is_asked_for_again() throws Exception {
    var engine = new RunEngine(RunState.of(opened(), Pace.standard()), new Edge());
    see(engine, undoing(engine));
    var asked = decide(engine);
    assertThat(asked.actions().getFirst().effect()).isInstanceOf(Effect.Request.class);
    refuse(engine, asked, Optional.of(SILENT));
    see(engine, decide(engine));

    var again = decide(engine);
    assertThat(again.events())
        .as("no step is met by a request that was lost")
        .noneMatch(Event.StepMet.class::isInstance);
    assertThat(again.actions().getFirst().effect()).isInstanceOf(Effect.Request.class);

    refuse(engine, again, Optional.empty());
    see(engine, decide(engine));
    assertThat(decide(engine).events())
        .hasAtLeastOneElementOfType(Event.StepMet.class)
        .hasAtLeastOneElementOfType(Event.RunEnded.class);
  }

  @Test
  void a_controller_that_takes_an_undo_up_claims_its_epoch_once_more() throws Exception {
    var engine = new RunEngine(RunState.of(opened(), Pace.standard()), new Edge());
    var _ = undoing(engine);
    var second = new RunEngine(engine.state(), new Edge());
    decide(second);
    decide(second);
    assertThat(undosClaimed).isEqualTo(2);
  }

  @Test
  void an_answer_to_a_dropped_action_counts_nothing() throws Exception {
    var engine = new RunEngine(RunState.of(opened(), Pace.standard()), new Edge());
    var late = decide(engine).actions().getFirst();
    engine.answer(List.of(), Optional.of(new Event.CancelRequested("someone")), now);
    decide(engine);

    assertThat(engine.awaits(late)).isFalse();
    answer(engine, late, new StepOutcome.Looked(late.step(), HOLDS));
    assertThat(decide(engine).events()).noneMatch(Event.StepMet.class::isInstance);
  }

  @Test
  void nothing_may_be_sent_before_its_intent_is_handed_out() throws Exception {
    var engine = new RunEngine(RunState.of(opened(), Pace.standard()), new Edge());
    var look = decide(engine).actions().getFirst();
    answer(engine, look, new StepOutcome.Looked(look.step(), Observation.pending("it writes")));
    var turn = decide(engine);

    assertThat(turn.events()).contains(new Event.PursuitIntended(new StepId("fence-web"), 1));
    assertThat(turn.actions().getFirst().effect())
        .as("the intent goes to the other region first")
        .isInstanceOf(Effect.StoreIntent.class);
  }
}
