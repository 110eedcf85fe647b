package dev.lifeboat.engine;

import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.problem.Code;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides what to do now. Pure: the same state, actions under way and time give the same
/// decisions, so resuming after a crash and simulating need no code of their own.
public final class Scheduler {
  /// Calls under way at once: enough for the widest runbook seen, few enough that a region which
  /// hangs holds that many sockets and no more.
  public static final int MOST_CALLS = 64;

  private Scheduler() {}

  /// What to do at `now`.
  ///
  /// @param underWay steps that an action is out for; nothing further is decided about them
  public static List<Decision> next(RunState state, Set<StepId> underWay, Instant now) {
    return switch (state.phase()) {
      case RunState.Phase.Forward(), RunState.Phase.Undoing(_) -> {
        var turn = turn(state);
        yield turn.isPresent() ? List.of(turn.get()) : steps(state, underWay, now);
      }
      case RunState.Phase.WaitingForPerson(_, _),
          RunState.Phase.Paused(_),
          RunState.Phase.Ended(_, _) ->
          List.of();
    };
  }

  /// A decision about the run as a whole, which comes before any step.
  private static Optional<Decision> turn(RunState state) {
    var failed = state.steps().failed();
    if (failed.isPresent()
        && state.of(failed.get().id()) instanceof StepState.Failed(_, var code, var why)) {
      return Optional.of(onFailure(state, failed.get(), code, why));
    }
    if (state.cancelled() && !state.undoing() && !state.pastNoReturn()) {
      return Optional.of(
          state.runbook().mode().undoes()
              ? new Decision.BeginUndo("cancelled")
              : new Decision.CallPerson(Code.LB4005, "cancelled; the fences are kept"));
    }
    if (state.steps().allMet()) {
      return Optional.of(
          state.phase() instanceof RunState.Phase.Undoing(var why)
              ? new Decision.End(Outcome.UNDONE, why)
              : new Decision.End(Outcome.DONE, "every goal is met"));
    }
    return Optional.empty();
  }

  private static Decision onFailure(RunState state, Step failed, Code code, String why) {
    var reason = "%s: %s".formatted(failed.id(), why);
    if (failed instanceof Step.Ask && !state.undoing()) {
      return new Decision.End(Outcome.DECLINED, reason);
    }
    if (!state.undoing() && !state.pastNoReturn() && state.runbook().mode().undoes()) {
      return new Decision.BeginUndo(reason);
    }
    return new Decision.CallPerson(code, reason);
  }

  private static List<Decision> steps(RunState state, Set<StepId> underWay, Instant now) {
    var decisions = new ArrayList<Decision>();
    int room = MOST_CALLS - underWay.size();
    for (var active : state.steps().active().entrySet()) {
      var step = active.getKey();
      if (!now.isBefore(active.getValue().until())) {
        decisions.add(new Decision.TimeOut(step, timeOut(step, active.getValue())));
      } else if (room > 0
          && !now.isBefore(nextAct(state, step, active.getValue()))
          && !underWay.contains(step.id())) {
        decisions.add(act(state, step, active.getValue(), now));
        room--;
      }
    }
    for (var held : state.steps().heldFences().entrySet()) {
      if (room > 0
          && !now.isBefore(held.getValue().lookAt())
          && !underWay.contains(held.getKey().id())) {
        decisions.add(new Decision.Observe(held.getKey()));
        room--;
      }
    }
    state.steps().ready(room).forEach(step -> decisions.add(new Decision.Begin(step)));
    return decisions;
  }

  /// What to do about a step whose [#nextAct] is due.
  private static Decision act(RunState state, Step step, StepState.Active active, Instant now) {
    return switch (step) {
      case Step.Reach reach when active.asks(now) && state.steps().unblocked(step) ->
          new Decision.Pursue(reach, active.requests().made() + 1);
      case Step.Reach _, Step.Verify _ -> new Decision.Observe(step);
      case Step.Ask ask -> new Decision.Ask(ask);
      case Step.Tell tell -> new Decision.Tell(tell);
    };
  }

  private static String timeOut(Step step, StepState.Active active) {
    return "not met within %ss: %s"
        .formatted(step.deadline().toSeconds(), active.why().orElse("nothing was seen yet"));
  }

  /// When to decide again if nothing happens before; empty when only an event can change anything.
  /// Never a moment at which [#next] would decide nothing, else the runner would spin.
  public static Optional<Instant> wakeAt(RunState state, Set<StepId> underWay) {
    var first = Instant.MAX;
    boolean room = underWay.size() < MOST_CALLS;
    for (var active : state.steps().active().entrySet()) {
      var step = active.getKey();
      var until = active.getValue().until();
      first = until.isBefore(first) ? until : first;
      var act = nextAct(state, step, active.getValue());
      if (room && act.isBefore(first) && !underWay.contains(step.id())) {
        first = act;
      }
    }
    for (var held : state.steps().heldFences().entrySet()) {
      var look = held.getValue().lookAt();
      if (room && look.isBefore(first) && !underWay.contains(held.getKey().id())) {
        first = look;
      }
    }
    return first.equals(Instant.MAX) ? Optional.empty() : Optional.of(first);
  }

  private static Instant nextAct(RunState state, Step step, StepState.Active active) {
    return active.requests().next().isBefore(active.looks().next())
            && mayPursue(state, step, active)
        ? active.requests().next()
        : active.looks().next();
  }

  private static boolean mayPursue(RunState state, Step step, StepState.Active active) {
    return active.looks().pending() && step instanceof Step.Reach && state.steps().unblocked(step);
  }
}
