package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Executes one run without a thread, a clock or a journal: folds what came back, lets the
/// scheduler decide, and says which events must become durable and which orders may then be sent.
/// [Runner] does so in real time, the simulator in virtual time, with this very code.
///
/// Used by one thread; a new controller that takes the run up makes a new one.
public final class RunEngine {
  private final RunState state;
  private final EngineHost outside;
  private final Map<StepId, ActionTicket> out = new LinkedHashMap<>();
  private final List<Event> unwritten = new ArrayList<>();
  private long tickets;
  private int drops;

  /// @param state folded from the run's journal; changed by this steering alone from now on
  public RunEngine(RunState state, EngineHost outside) {
    this.state = state;
    this.outside = outside;
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
    return Scheduler.wakeAt(state, out.keySet());
  }

  /// Whether the answer to this order still counts.
  public boolean awaits(ActionTicket order) {
    var present = out.get(order.errand().step().id());
    return present != null && present.ticket() == order.ticket();
  }

  /// Decides until only orders are left.
  ///
  /// @throws ProblemException when the run must stop at once, such as when it was overtaken
  public Turn decide(Instant now) throws ProblemException {
    var orders = new ArrayList<ActionTicket>();
    int before = drops;
    boolean settled = false;
    while (!settled && open()) {
      settled = true;
      for (var decision : Scheduler.next(state, out.keySet(), now)) {
        settled &= !act(decision, now, orders);
      }
    }
    if (drops != before) {
      orders.removeIf(order -> !awaits(order));
    }
    return orders.isEmpty() && unwritten.isEmpty() ? Turn.NOTHING : new Turn(written(), orders);
  }

  /// @return whether the state changed, so that there may be more to decide
  private boolean act(Decision decision, Instant now, List<ActionTicket> orders)
      throws ProblemException {
    switch (decision) {
      case Decision.Begin(var step) -> happened(new Event.StepStarted(step.id()), now);
      case Decision.TimeOut(var step, var why) -> {
        drop(step.id());
        happened(new Event.StepFailed(step.id(), timeOut(step), why), now);
      }
      case Decision.BeginUndo(var why) -> {
        // What is out must be back before it is taken back; its epoch is stale from here on.
        dropAll();
        happened(new Event.UndoBegun(why, outside.nextEpoch()), now);
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
        if (state.of(ask.id()) instanceof StepState.Active(_, _, _, _, int asked, _, _, _)
            && asked == 0) {
          happened(new Event.Asked(ask.id(), ask.question()), now);
        }
        orders.add(order(new StepAction.Ask(ask)));
        return false;
      }
      case Decision.Tell(var tell) -> {
        orders.add(order(new StepAction.Tell(tell)));
        return false;
      }
      case Decision.Observe(var step) -> {
        orders.add(order(new StepAction.Look(step)));
        return false;
      }
      case Decision.Pursue(var step, var attempt) -> {
        orders.add(order(pursuit(step, attempt, now)));
        return false;
      }
    }
    return true;
  }

  /// A fence without proof is refused for safety; anything else merely failed.
  private static Code timeOut(Step step) {
    return step instanceof Step.Reach reach && reach.goal() instanceof Goal.Fenced
        ? Code.LB3001
        : Code.LB4003;
  }

  private StepAction pursuit(Step.Reach step, int attempt, Instant now) {
    if (Promotions.isPromotion(step)) {
      return Confirmation.of(
          step, attempt, Promotions.needs(state, step), state.acceptedLoss(step).isPresent());
    }
    var intent = new Event.PursuitIntended(step.id(), attempt);
    happened(intent, now);
    var request = Promotions.attempt(state, step, attempt);
    var asking = new EngineAct.Request(step.goal(), request);
    var acts =
        step.goal() instanceof Goal.Fenced
            ? List.of(
                new EngineAct.StoreIntent(state.willBePrimary(), request.run(), intent),
                (EngineAct) asking)
            : List.<EngineAct>of(asking);
    return new StepAction.Pursue(step, request, acts);
  }

  /// Takes in what an order came back with.
  ///
  /// @param wish of a person, heeded after the answers
  /// @return what may be sent now, once its events are durable; without orders there are none, and
  ///   the events wait for the end of the turn, which [#decide] makes
  public Turn answer(List<Answer> answers, Optional<OperatorRequest> wish, Instant now) {
    var promotions = new ArrayList<ActionTicket>();
    int before = drops;
    for (var answer : answers) {
      if (awaits(answer.order())) {
        out.remove(answer.order().errand().step().id());
        if (answer.call().isPresent()) {
          fold(answer.call().get(), now, promotions);
        }
      }
    }
    wish.ifPresent(it -> heed(it, now));
    if (drops != before) {
      promotions.removeIf(order -> !awaits(order));
    }
    return promotions.isEmpty() ? Turn.NOTHING : new Turn(written(), promotions);
  }

  /// What came of an order.
  ///
  /// @param call empty when it was interrupted
  public record Answer(ActionTicket order, Optional<StepOutcome> call) {}

  private void fold(StepOutcome answer, Instant now, List<ActionTicket> promotions) {
    switch (answer) {
      case StepOutcome.Looked(var step, var observation) ->
          ObservationRules.fold(state, step, observation, now, event -> happened(event, now));
      case StepOutcome.Confirmed(var step, var attempt, var proofs) -> {
        // A fence may have been seen lost while the others were looked at.
        if (state.unblocked(step)) {
          promotions.add(order(promotion(step, attempt, proofs, now)));
        }
      }
      case StepOutcome.Unconfirmed(_, var lost, var why) ->
          ObservationRules.lost(state, lost, why, event -> happened(event, now));
      case StepOutcome.NotReady(var step, var why) ->
          happened(new Event.StepPending(step.id(), why), now);
      case StepOutcome.NoCandidate(var step, var problem) ->
          happened(new Event.StepFailed(step.id(), problem.code(), problem.happened()), now);
      case StepOutcome.Pursued(var step, var attempt, var refused) ->
          refused.ifPresentOrElse(
              problem -> refused(step, attempt, problem, now), () -> state.accepted(step));
      case StepOutcome.Replied(var ask, var reply) ->
          happened(
              reply.isPresent()
                  ? new Event.Answered(ask.id(), reply.get().approved(), reply.get().by())
                  : new Event.PersonNeeded(Code.LB4005, ask.question()),
              now);
      case StepOutcome.Told(var tell, var receipt) ->
          happened(new Event.StepMet(tell.id(), receipt), now);
    }
  }

  private StepAction promotion(Step.Reach step, int attempt, List<String> proofs, Instant now) {
    var region = step.goal().region();
    var fences = new ArrayList<>(proofs);
    fences.addAll(state.overriddenBefore(step));
    var intent = new Event.PromotionIntended(step.id(), attempt, region, state.epoch(), fences);
    happened(intent, now);
    var request = Promotions.attempt(state, step, attempt);
    return new StepAction.Pursue(
        step,
        request,
        List.of(
            new EngineAct.StoreIntent(region, request.run(), intent),
            new EngineAct.Place(state.runbook().workload(), region, request),
            new EngineAct.Request(step.goal(), request)));
  }

  private void refused(Step.Reach step, int attempt, Problem problem, Instant now) {
    happened(
        new Event.PursuitFailed(
            step.id(), attempt, problem.code(), problem.happened(), problem.retry()),
        now);
    // What is no candidate becomes none by waiting, while nobody writes.
    if (problem.retry() == Problem.Retry.NEVER || problem.code() == Code.LB3011) {
      happened(new Event.StepFailed(step.id(), problem.code(), problem.happened()), now);
    }
  }

  private void heed(OperatorRequest wish, Instant now) {
    switch (wish) {
      case OperatorRequest.Cancel(var by) -> happened(new Event.CancelRequested(by), now);
      case OperatorRequest.Pause(var by) -> {
        dropAll();
        happened(new Event.Paused(by), now);
      }
    }
  }

  /// The controller stops here on purpose.
  ///
  /// @return what must still become durable
  public List<Event> pause(String by, Instant now) {
    heed(new OperatorRequest.Pause(by), now);
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

  /// Counts the step as under way from now on.
  private ActionTicket order(StepAction errand) {
    var order = new ActionTicket(++tickets, errand);
    out.put(errand.step().id(), order);
    return order;
  }

  private void drop(StepId step) {
    var order = out.remove(step);
    if (order != null) {
      drops++;
      outside.drop(List.of(order));
    }
  }

  private void dropAll() {
    var all = List.copyOf(out.values());
    drops += all.size();
    out.clear();
    outside.drop(all);
  }

  /// Folds an event at once; it is durable with the rest of the turn, before any order is sent.
  private void happened(Event event, Instant now) {
    state.apply(event, now);
    unwritten.add(event);
  }
}
