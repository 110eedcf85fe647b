package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Executes one run without a thread, a clock or a journal: folds what came back, lets the
/// scheduler decide, and says which events must become durable and which actions may then begin.
/// [Runner] does so in real time, the simulator in virtual time, with this very code.
///
/// Used by one thread; a new controller that takes the run up makes a new one.
public final class RunEngine {
  private final RunState state;
  private final EngineHost host;
  private final Map<StepId, StepAction> out = new LinkedHashMap<>();
  private final List<Event> unwritten = new ArrayList<>();
  private long tickets;
  private int drops;
  private boolean undoClaimed;

  /// @param state folded from the run's journal; changed by this engine alone from now on
  public RunEngine(RunState state, EngineHost host) {
    this.state = state;
    this.host = host;
  }

  public RunState state() {
    return state;
  }

  /// Whether there is anything left to do without a person.
  public boolean open() {
    return switch (state.phase()) {
      case RunState.Phase.Forward(), RunState.Phase.Undoing(_) -> true;
      case RunState.Phase.WaitingForPerson(_, _),
          RunState.Phase.Paused(_),
          RunState.Phase.Ended(_, _) ->
          false;
    };
  }

  /// When to [#decide] again if nothing comes back before.
  public Optional<Instant> wakeAt() {
    return undoUnclaimed() ? Optional.of(Instant.EPOCH) : Scheduler.wakeAt(state, out.keySet());
  }

  private boolean undoUnclaimed() {
    return state.undoing() && !undoClaimed;
  }

  /// Whether this action still counts.
  public boolean awaits(StepAction action) {
    var present = out.get(action.step().id());
    return present != null && present.ticket() == action.ticket();
  }

  /// Decides until only actions are left.
  ///
  /// @throws ProblemException when the run must stop at once, such as when it was overtaken
  public Turn decide(Instant now) throws ProblemException {
    if (undoUnclaimed()) {
      host.claimUndo();
      undoClaimed = true;
    }
    var actions = new ArrayList<StepAction>();
    int before = drops;
    boolean settled = false;
    while (!settled && open() && !undoUnclaimed()) {
      settled = true;
      for (var decision : Scheduler.next(state, out.keySet(), now)) {
        var action = act(decision, now);
        action.ifPresent(actions::add);
        settled &= action.isPresent();
      }
    }
    if (drops != before) {
      actions.removeIf(action -> !awaits(action));
    }
    return actions.isEmpty() && unwritten.isEmpty() ? Turn.NOTHING : new Turn(written(), actions);
  }

  /// @return what begins; empty when the state changed instead, so that there may be more to decide
  private Optional<StepAction> act(Decision decision, Instant now) throws ProblemException {
    switch (decision) {
      case Decision.Begin(var step) -> happened(new Event.StepStarted(step.id()), now);
      case Decision.TimeOut(var step, var why) -> {
        drop(step.id());
        happened(new Event.StepFailed(step.id(), timeOut(step), why), now);
      }
      case Decision.BeginUndo(var why) -> {
        // What is out must be back before it is taken back. The epoch is claimed once this is
        // durable: a controller that takes the run up then knows it, and goes on with the undo.
        dropAll();
        happened(new Event.UndoBegun(why, state.epoch() + 1), now);
      }
      case Decision.CallPerson(var code, var why) -> {
        dropAll();
        happened(new Event.PersonNeeded(code, why), now);
      }
      case Decision.End(var outcome, var why) -> {
        dropAll();
        happened(new Event.RunEnded(outcome, why), now);
      }
      case Decision.Ask(var ask) -> {
        if (state.of(ask.id()) instanceof StepState.Active active
            && active.requests().made() == 0) {
          happened(new Event.Asked(ask.id(), ask.question()), now);
        }
        return begin(ask, new Effect.Ask(ask, answer -> happened(answered(ask, answer))));
      }
      case Decision.Tell(var tell) -> {
        return begin(
            tell,
            new Effect.Tell(tell, receipt -> happened(new Event.StepMet(tell.id(), receipt))));
      }
      case Decision.Observe(var step) -> {
        return begin(
            step,
            new Effect.Look(step, seen -> new Effect.Done(new StepOutcome.Looked(step, seen))));
      }
      case Decision.Pursue(var step, var attempt) -> {
        return begin(step, pursuit(step, attempt, now));
      }
    }
    return Optional.empty();
  }

  private static Effect happened(Event event) {
    return new Effect.Done(new StepOutcome.Happened(event));
  }

  private static Event answered(Step.Ask ask, Optional<People.Answer> answer) {
    return answer
        .<Event>map(it -> new Event.Answered(ask.id(), it.approved(), it.by()))
        .orElseGet(() -> new Event.PersonNeeded(Code.LB4005, ask.question()));
  }

  /// A fence without proof is refused for safety; anything else merely failed.
  private static Code timeOut(Step step) {
    return step instanceof Step.Reach reach && reach.goal() instanceof Goal.Fenced
        ? Code.LB3001
        : Code.LB4003;
  }

  private Effect pursuit(Step.Reach step, int attempt, Instant now) {
    if (Promotions.isPromotion(step)) {
      return new Confirmation(step, attempt, state.steps().acceptedLoss(step.id()).isPresent())
          .of(Promotions.needs(state, step));
    }
    var intent = new Event.PursuitIntended(step.id(), attempt);
    happened(intent, now);
    var request = request(step, Promotions.attempt(state, step, attempt));
    return step.goal() instanceof Goal.Fenced
        ? new Effect.StoreIntent(
            state.willBePrimary(), state.run(), intent, unlessRefused(step, attempt, request))
        : request;
  }

  private static Effect request(Step.Reach step, Attempt attempt) {
    return new Effect.Request(
        step.goal(),
        attempt,
        refused -> new Effect.Done(new StepOutcome.Pursued(step, attempt.number(), refused)));
  }

  private static Function<Optional<Problem>, Effect> unlessRefused(
      Step.Reach step, int attempt, Effect next) {
    return refused ->
        refused.isPresent()
            ? new Effect.Done(new StepOutcome.Pursued(step, attempt, refused))
            : next;
  }

  /// Takes in the actions that are back.
  ///
  /// @param wish of a person, a cancellation or a pause, heeded after them
  /// @return what may begin now, once its events are durable; without actions there are none, and
  ///   the events wait for the end of the turn, which [#decide] makes
  public Turn answer(List<StepAction> back, Optional<? extends Event> wish, Instant now) {
    var promotions = new ArrayList<StepAction>();
    int before = drops;
    for (var action : back) {
      if (awaits(action) && action.effect() instanceof Effect.Done(var outcome)) {
        out.remove(action.step().id());
        fold(outcome, now).ifPresent(promotions::add);
      }
    }
    wish.ifPresent(it -> heed(it, now));
    if (drops != before) {
      promotions.removeIf(action -> !awaits(action));
    }
    return promotions.isEmpty() ? Turn.NOTHING : new Turn(written(), promotions);
  }

  /// @return the promotion that may be asked for now
  private Optional<StepAction> fold(StepOutcome outcome, Instant now) {
    var rules = new ObservationRules(state, now, event -> happened(event, now));
    switch (outcome) {
      case StepOutcome.Looked(var step, var observation) -> rules.fold(step, observation);
      case StepOutcome.Confirmed(var step, var attempt, var proofs) -> {
        // A fence may have been seen lost while the others were looked at.
        if (state.steps().unblocked(step)) {
          return begin(step, promotion(step, attempt, proofs, now));
        }
      }
      case StepOutcome.Unconfirmed(var lost, var why) -> rules.lost(lost, why);
      case StepOutcome.Happened(var event) -> happened(event, now);
      case StepOutcome.Pursued(var step, var attempt, var refused) ->
          refused.ifPresentOrElse(
              problem -> refused(step, attempt, problem, now),
              () -> state.steps().accepted(step.id()));
      case StepOutcome.Interrupted() -> {}
    }
    return Optional.empty();
  }

  private Effect promotion(Step.Reach step, int attempt, List<String> proofs, Instant now) {
    var region = step.goal().region();
    var fences = new ArrayList<>(proofs);
    fences.addAll(state.overriddenBefore(step));
    var intent = new Event.PromotionIntended(step.id(), attempt, region, state.epoch(), fences);
    happened(intent, now);
    var request = Promotions.attempt(state, step, attempt);
    var place =
        new Effect.Place(
            state.runbook().workload(),
            region,
            request,
            unlessRefused(step, attempt, request(step, request)));
    return new Effect.StoreIntent(region, state.run(), intent, unlessRefused(step, attempt, place));
  }

  private void refused(Step.Reach step, int attempt, Problem problem, Instant now) {
    happened(
        new Event.PursuitFailed(
            step.id(), attempt, problem.code(), problem.happened(), problem.retry()),
        now);
    if (GoalPursuit.isFinal(problem)) {
      happened(new Event.StepFailed(step.id(), problem.code(), problem.happened()), now);
    }
  }

  private void heed(Event wish, Instant now) {
    if (wish instanceof Event.Paused) {
      dropAll();
    }
    happened(wish, now);
  }

  /// The controller stops here on purpose.
  ///
  /// @return what must still become durable
  public List<Event> pause(String by, Instant now) {
    heed(new Event.Paused(by), now);
    return written();
  }

  /// What must still become durable when the run is not [#open] any more.
  public List<Event> end() {
    return written();
  }

  private List<Event> written() {
    var events = List.copyOf(unwritten);
    unwritten.clear();
    return events;
  }

  private Optional<StepAction> begin(Step step, Effect first) {
    var action = new StepAction(++tickets, step, first);
    out.put(step.id(), action);
    return Optional.of(action);
  }

  private void drop(StepId step) {
    var action = out.remove(step);
    if (action != null) {
      drops++;
      host.drop(List.of(action));
    }
  }

  private void dropAll() {
    var all = List.copyOf(out.values());
    drops += all.size();
    out.clear();
    host.drop(all);
  }

  /// Folds an event at once; it is durable with the rest of the turn, before any action begins.
  private void happened(Event event, Instant now) {
    state.apply(event, now);
    unwritten.add(event);
  }
}
