package dev.lifeboat.engine;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.Journal;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Executes one run: does what the scheduler decides and journals what happened.
///
/// One turn of the loop folds all answers that have come, lets the scheduler decide until only
/// calls are left, makes the turn's events durable together, and only then sends the calls out. So
/// an intent is always durable before its request, and many steps share one `fdatasync`.
///
/// A runner is used once, by one thread; [#cancel] and [#pause] may be called from others.
public final class Runner {
  // Long enough to cost nothing, short enough that a wrong wake-up time heals itself.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final Journal journal;
  private final RunState state;
  private final World world;
  private final Calls calls;
  private final Consumer<Entry> listener;
  private final List<Event> turn = new ArrayList<>();

  /// @param journal continued after the entries that `state` was folded from
  /// @param listener told of each entry once it is durable; must be quick
  public Runner(
      InstantSource clock, Journal journal, RunState state, World world, Consumer<Entry> listener) {
    this.clock = clock;
    this.journal = journal;
    this.state = state;
    this.world = world;
    this.calls = new Calls(world);
    this.listener = listener;
  }

  /// Runs until the run ended or waits for a person.
  ///
  /// @return the state at that moment
  /// @throws InterruptedException when interrupted; the run is journalled as paused and nothing is
  ///   under way any more
  /// @throws ProblemException when the journal cannot be written; nothing was begun that it does
  ///   not hold
  public RunState run() throws InterruptedException, ProblemException {
    try {
      while (open()) {
        decide();
        if (open()) {
          answer(calls.await(untilNextLook()));
        }
      }
      makeDurable();
      return state;
    } catch (InterruptedException interrupted) {
      calls.stop();
      happened(new Event.Paused("interrupt"));
      makeDurable();
      throw interrupted;
    } finally {
      calls.stop();
    }
  }

  /// Asks the run to stop and, before its point of no return, to take itself back.
  public void cancel(String by) {
    calls.wish(new Calls.Wish.Cancel(by));
  }

  /// Asks the run to stop where it is; it is journalled as paused and can be resumed.
  public void pause(String by) {
    calls.wish(new Calls.Wish.Pause(by));
  }

  private boolean open() {
    return switch (state.phase()) {
      case RunState.Phase.Forward(), RunState.Phase.Undoing(_) -> true;
      case RunState.Phase.WaitingForPerson(_, _),
          RunState.Phase.Paused(_),
          RunState.Phase.Ended(_, _) ->
          false;
    };
  }

  private Duration untilNextLook() {
    return Scheduler.wakeAt(state, calls.underWay())
        .map(at -> Duration.between(clock.instant(), at))
        .filter(wait -> wait.compareTo(LONGEST_WAIT) < 0)
        .orElse(LONGEST_WAIT);
  }

  /// Decides until only calls are left, then makes the events durable and sends the calls out.
  private void decide() throws InterruptedException, ProblemException {
    var outgoing = new ArrayList<Runnable>();
    boolean settled = false;
    while (!settled) {
      settled = true;
      for (var decision : Scheduler.next(state, calls.underWay(), clock.instant())) {
        settled &= !act(decision, outgoing);
      }
    }
    makeDurable();
    outgoing.forEach(Runnable::run);
  }

  /// @return whether the state changed, so that there may be more to decide
  private boolean act(Decision decision, List<Runnable> outgoing)
      throws InterruptedException, ProblemException {
    switch (decision) {
      case Decision.Begin(var step) -> happened(new Event.StepStarted(step.id()));
      case Decision.TimeOut(var step, var why) -> {
        calls.drop(step.id());
        happened(new Event.StepFailed(step.id(), timeOut(step), why));
      }
      case Decision.BeginUndo(var why) -> {
        // What is out must be back before it is taken back; its epoch is stale from here on.
        calls.stop();
        happened(
            new Event.UndoBegun(why, world.nextEpoch(state.runbook().workload(), state.run())));
      }
      case Decision.CallPerson(var code, var why) -> {
        calls.stop();
        happened(new Event.PersonNeeded(code, why));
      }
      case Decision.End(var outcome, var why) -> {
        calls.stop();
        happened(new Event.RunEnded(outcome, why));
      }
      case Decision.Ask(var ask) -> {
        if (state.of(ask.id()) instanceof StepState.Active(_, _, _, int asked, _, _, _)
            && asked == 0) {
          happened(new Event.Asked(ask.id(), ask.question()));
        }
        outgoing.add(calls.ask(ask));
        return false;
      }
      case Decision.Tell(var tell) -> {
        outgoing.add(calls.tell(tell));
        return false;
      }
      case Decision.Observe(var step) -> {
        outgoing.add(calls.look(step));
        return false;
      }
      case Decision.Pursue(var step, var attempt) -> {
        outgoing.add(pursuit(step, attempt));
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

  private Runnable pursuit(Step.Reach step, int attempt) {
    if (Promotions.isPromotion(step)) {
      return calls.confirm(step, attempt, Promotions.needs(state, step));
    }
    var intent = new Event.PursuitIntended(step.id(), attempt);
    happened(intent);
    var request = Promotions.attempt(state, step, attempt);
    return step.goal() instanceof Goal.Fenced
        ? calls.fence(step, request, state.willBePrimary(), intent)
        : calls.pursue(step, request);
  }

  private void answer(List<Call> answers) throws InterruptedException, ProblemException {
    var promotions = new ArrayList<Runnable>();
    for (var answer : answers) {
      switch (answer) {
        case Call.Looked(var step, var observation) ->
            Looks.fold(state, step, observation, clock.instant(), this::happened);
        case Call.Confirmed(var step, var attempt, var proofs) -> {
          // A fence may have been seen lost while the others were looked at.
          if (state.unblocked(step)) {
            promotions.add(promotion(step, attempt, proofs));
          }
        }
        case Call.Unconfirmed(_, var lost, var why) -> Looks.lost(state, lost, why, this::happened);
        case Call.NotReady(var step, var why) -> happened(new Event.StepPending(step.id(), why));
        case Call.Pursued(var step, var attempt, var refused) ->
            refused.ifPresent(problem -> refused(step, attempt, problem));
        case Call.Replied(var ask, var reply) ->
            happened(
                reply.isPresent()
                    ? new Event.Answered(ask.id(), reply.get().approved(), reply.get().by())
                    : new Event.PersonNeeded(Code.LB4005, ask.question()));
        case Call.Told(var tell, var receipt) -> happened(new Event.StepMet(tell.id(), receipt));
      }
    }
    calls.takeWish().ifPresent(this::heed);
    if (!promotions.isEmpty()) {
      makeDurable();
      promotions.forEach(Runnable::run);
    }
  }

  private void heed(Calls.Wish wish) {
    switch (wish) {
      case Calls.Wish.Cancel(var by) -> happened(new Event.CancelRequested(by));
      case Calls.Wish.Pause(var by) -> {
        calls.stop();
        happened(new Event.Paused(by));
      }
    }
  }

  private Runnable promotion(Step.Reach step, int attempt, List<String> proofs) {
    var region = step.goal().region();
    var fences = new ArrayList<>(proofs);
    fences.addAll(state.overriddenBefore(step));
    var intent = new Event.PromotionIntended(step.id(), attempt, region, state.epoch(), fences);
    happened(intent);
    return calls.promote(
        step, Promotions.attempt(state, step, attempt), state.runbook().workload(), intent);
  }

  private void refused(Step.Reach step, int attempt, Problem problem) {
    happened(
        new Event.PursuitFailed(
            step.id(), attempt, problem.code(), problem.happened(), problem.retry()));
    if (problem.retry() == Problem.Retry.NEVER) {
      happened(new Event.StepFailed(step.id(), problem.code(), problem.happened()));
    }
  }

  /// Folds an event at once; it is durable with the rest of the turn, before any call goes out.
  private void happened(Event event) {
    state.apply(event, clock.instant());
    turn.add(event);
  }

  private void makeDurable() throws ProblemException {
    if (!turn.isEmpty()) {
      var entries = journal.append(journal.nextSequence(), turn, clock.instant());
      turn.clear();
      entries.forEach(listener);
    }
  }
}
