package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.function.Consumer;

/// What a look at a goal means for the run: an event when it changed something, else only a pace.
final class ObservationRules {
  private ObservationRules() {}

  static void fold(
      RunState state, Step step, Observation seen, Instant now, Consumer<Event> happened) {
    switch (state.of(step.id())) {
      case StepState.Active active -> active(state, step, active, seen, now, happened);
      case StepState.Met _ -> held(state, step, seen, now, happened);
      // The step failed or was taken back while the look was out: it tells nothing any more.
      case StepState.Waiting _, StepState.Failed _ -> {}
    }
  }

  private static void active(
      RunState state,
      Step step,
      StepState.Active active,
      Observation seen,
      Instant now,
      Consumer<Event> happened) {
    switch (seen) {
      case Observation.Met(var proof) when !asked(state, step, active) ->
          pending(state, step, active, "holds, but not by this run: " + proof, now, happened);
      case Observation.Met(var proof) -> happened.accept(new Event.StepMet(step.id(), proof));
      case Observation.Pending(var why) -> pending(state, step, active, why, now, happened);
      case Observation.Unreachable(var why) ->
          pending(state, step, active, "cannot tell: " + why, now, happened);
    }
  }

  /// A promotion must be on record, placed and under this run's epoch, even where the region takes
  /// writes already. What takes a run back must be asked for under the undo's epoch, so that a late
  /// request of the run itself has no effect any more; there what holds may hold from before the
  /// run, so that a request which was lost shows only in that nobody accepted it.
  private static boolean asked(RunState state, Step step, StepState.Active active) {
    if (!(step instanceof Step.Reach reach)) {
      return true;
    }
    return state.undoing()
        ? state.steps().isAccepted(reach.id())
        : active.attempts() > 0 || !Promotions.isPromotion(reach);
  }

  private static void pending(
      RunState state,
      Step step,
      StepState.Active active,
      String why,
      Instant now,
      Consumer<Event> happened) {
    if (active.why().isPresent() && active.why().get().equals(why)) {
      state.steps().looked(step, now);
    } else {
      happened.accept(new Event.StepPending(step.id(), why));
    }
  }

  private static void held(
      RunState state, Step step, Observation seen, Instant now, Consumer<Event> happened) {
    if (!(step instanceof Step.Reach fence) || !state.steps().heldFences().containsKey(fence)) {
      return; // It was let go while the look was out.
    }
    switch (seen) {
      case Observation.Met _ -> state.steps().looked(step, now);
      case Observation.Pending(var why) -> happened.accept(new Event.StepLost(step.id(), why));
      case Observation.Unreachable(var why) ->
          happened.accept(new Event.StepLost(step.id(), "cannot tell: " + why));
    }
  }

  static void lost(RunState state, StepId step, String why, Consumer<Event> happened) {
    if (state.of(step) instanceof StepState.Met) {
      happened.accept(new Event.StepLost(step, why));
    }
  }
}
