package dev.lifeboat.rules;

import dev.lifeboat.engine.ContradictionException;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.StepState;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.util.List;
import java.util.Optional;

/// Checks that a journal's events could have come from the engine: folds them as the engine does,
/// and refuses what it never does. The rules are numbered in docs/evidence.md.
public final class RunRules {
  private final RunState state;

  private RunRules(RunState state) {
    this.state = state;
  }

  /// The state at the journal's end.
  ///
  /// @throws BrokenException naming the first line that breaks a rule
  public static RunState fold(List<Entry> entries) throws BrokenException {
    var first = entries.getFirst();
    if (!(first.event() instanceof Event.RunOpened opened)) {
      throw broken(first, "does not open a run: a journal begins with RunOpened");
    }
    var contradiction = LineageCheck.contradiction(opened);
    if (contradiction.isPresent()) {
      throw broken(first, contradiction.get());
    }
    var rules = new RunRules(RunState.of(entries.subList(0, 1), Pace.standard()));
    for (var entry : entries.subList(1, entries.size())) {
      var refusal = rules.apply(entry);
      if (refusal.isPresent()) {
        throw broken(entry, "cannot follow what stands before it: " + refusal.get());
      }
    }
    return rules.state;
  }

  /// Why `entry` cannot come now; else it is folded.
  private Optional<String> apply(Entry entry) {
    try {
      var refusal = refusal(entry.event());
      if (refusal.isEmpty()) {
        state.apply(entry.event(), entry.at());
      }
      return refusal;
    } catch (ContradictionException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  private static BrokenException broken(Entry entry, String why) {
    return BrokenException.at("journal.jsonl", entry.sequence() + 1, why);
  }

  /// Why `event` cannot come now; what [RunState] itself refuses is left to it.
  private Optional<String> refusal(Event event) {
    return stopped(event)
        .or(() ->
            switch (event) {
              case Event.PursuitIntended(var step, _) -> pursuit(step);
              case Event.PromotionIntended promotion -> promotion(promotion);
              case Event.PursuitFailed(var step, var attempt, _, _, _) ->
                  unless(attempts(step) == attempt, "no such request is out");
              case Event.StepMet(var step, _) -> met(step);
              case Event.FenceOverridden(var step, _, _, _, _) -> override(step);
              case Event.StepFailed(var step, _, _) ->
                  unless(state.of(step) instanceof StepState.Active, "the step is not under way");
              case Event.Asked(var step, _) -> ask(step);
              case Event.Answered(var step, _, _) -> ask(step);
              case Event.UndoBegun(_, var epoch) -> undo(epoch);
              case Event.RunEnded(var outcome, _) -> ended(outcome);
              case Event.RunOpened _,
                  Event.StepStarted _,
                  Event.StepPending _,
                  Event.StepLost _,
                  Event.LossAccepted _,
                  Event.CancelRequested _,
                  Event.PersonNeeded _,
                  Event.Paused _,
                  Event.Resumed _,
                  Event.Sealed _ ->
                  Optional.empty();
            });
  }

  /// A run that stopped does nothing until it is resumed; answers that came with the stop are still
  /// noted while it waits for a person.
  private Optional<String> stopped(Event event) {
    return switch (state.phase()) {
      case RunState.Phase.Paused _ ->
          unless(event instanceof Event.Resumed, "the run is paused and was not resumed");
      case RunState.Phase.WaitingForPerson _ ->
          unless(
              !(event instanceof Event.StepStarted
                  || event instanceof Event.UndoBegun
                  || event instanceof Event.RunEnded),
              "the run waits for a person and was not resumed");
      case RunState.Phase.Forward _, RunState.Phase.Undoing _, RunState.Phase.Ended _ ->
          Optional.empty();
    };
  }

  private Optional<String> pursuit(StepId id) {
    var step = state.step(id);
    if (!(step instanceof Step.Reach(_, var goal, _, _, _)) || goal instanceof Goal.Promoted) {
      return Optional.of("the step has no goal that is asked for in this way");
    }
    return unless(allMet(step), "what the step waits for is not met");
  }

  private Optional<String> promotion(Event.PromotionIntended promotion) {
    if (!(state.step(promotion.step()) instanceof Step.Reach reach
        && reach.goal() instanceof Goal.Promoted(_, var region))) {
      return Optional.of("the step promotes nothing");
    }
    if (!region.equals(promotion.region()) || promotion.epoch() != state.epoch()) {
      return Optional.of("it promotes in another region or under another epoch");
    }
    for (var fence : state.fencesBefore(reach)) {
      if (!(state.of(fence.id()) instanceof StepState.Met)) {
        return Optional.of("its fence '%s' does not hold".formatted(fence.id()));
      }
    }
    return unless(allMet(reach), "what the step waits for is not met");
  }

  private Optional<String> met(StepId id) {
    return switch (state.step(id)) {
      case Step.Ask _ -> Optional.of("a question is answered by a person");
      case Step.Reach reach when state.undoing() || reach.goal() instanceof Goal.Promoted ->
          unless(attempts(id) > 0, "it was never asked for");
      case Step.Reach _, Step.Tell _, Step.Verify _ -> Optional.empty();
    };
  }

  private Optional<String> override(StepId id) {
    return unless(
        state.of(id) instanceof StepState.Active
            && state.step(id) instanceof Step.Reach reach
            && reach.goal() instanceof Goal.Fenced,
        "no fence is under way that a person could override");
  }

  private Optional<String> ask(StepId id) {
    return unless(state.step(id) instanceof Step.Ask, "the step asks nobody");
  }

  private Optional<String> undo(long epoch) {
    if (state.undoing() || !state.runbook().mode().undoes()) {
      return Optional.of("this run is not taken back, or is so already");
    }
    return unless(epoch > state.epoch(), "its epoch is not above the run's");
  }

  private Optional<String> ended(Event.Outcome outcome) {
    return switch (outcome) {
      case DONE -> unless(!state.undoing() && over(false), "a step is not met");
      case UNDONE -> unless(state.undoing() && over(true), "a step is not taken back");
      case DECLINED -> unless(declined(), "nobody declined");
    };
  }

  private boolean over(boolean undo) {
    var forward = state.runbook().byId();
    return state.all().entrySet().stream()
        .filter(step -> forward.containsKey(step.getKey().id()) != undo)
        .allMatch(step -> step.getValue() instanceof StepState.Met);
  }

  /// A person said no; or another run had claimed the placement before the first step.
  private boolean declined() {
    return state.all().entrySet().stream()
            .anyMatch(step ->
                step.getKey() instanceof Step.Ask && step.getValue() instanceof StepState.Failed)
        || state.isUntouched();
  }

  private boolean allMet(Step step) {
    return step.after().stream().allMatch(id -> state.of(id) instanceof StepState.Met);
  }

  private int attempts(StepId step) {
    return state.of(step) instanceof StepState.Active active ? active.requests().made() : 0;
  }

  static Optional<String> unless(boolean right, String why) {
    return right ? Optional.empty() : Optional.of(why);
  }
}
