package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.function.Consumer;

/// What a look at a goal means for the run: an event when it changed something, else only a pace.
///
/// @param happened takes the event
record ObservationRules(RunState state, Instant now, Consumer<Event> happened) {

  void fold(Step step, Observation seen) {
    switch (state.of(step.id())) {
      case StepState.Active active -> active(step, active, seen);
      case StepState.Met _ -> held(step, seen);
      // The step failed or was taken back while the look was out: it tells nothing any more.
      case StepState.Waiting _, StepState.Failed _ -> {}
    }
  }

  private void active(Step step, StepState.Active active, Observation seen) {
    switch (seen) {
      case Observation.Met(var proof) when !asked(step, active) ->
          pending(step, active, "holds, but not by this run: " + proof);
      case Observation.Met(var proof) -> happened.accept(new Event.StepMet(step.id(), proof));
      case Observation.Pending(var why) -> pending(step, active, why);
      case Observation.Unreachable(var why) -> pending(step, active, "cannot tell: " + why);
    }
  }

  /// A promotion must be on record, placed and under this run's epoch, even where the region takes
  /// writes already. What takes a run back must be asked for under the undo's epoch, so that a late
  /// request of the run itself has no effect any more; there what holds may hold from before the
  /// run, so that a request which was lost shows only in that nobody accepted it.
  private boolean asked(Step step, StepState.Active active) {
    if (!(step instanceof Step.Reach reach)) {
      return true;
    }
    return state.undoing()
        ? state.steps().isAccepted(reach.id())
        : active.requests().made() > 0 || !Promotions.isPromotion(reach);
  }

  private void pending(Step step, StepState.Active active, String why) {
    if (active.why().isPresent() && active.why().get().equals(why)) {
      state.steps().looked(step, now);
    } else {
      happened.accept(new Event.StepPending(step.id(), why));
    }
  }

  private void held(Step step, Observation seen) {
    if (!(step instanceof Step.Reach fence) || !state.steps().heldFences().containsKey(fence)) {
      return; // It was let go while the look was out.
    }
    switch (seen) {
      case Observation.Met _ -> state.steps().looked(step, now);
      case Observation.Pending(var why) -> lost(step.id(), why);
      case Observation.Unreachable(var why) -> lost(step.id(), "cannot tell: " + why);
    }
  }

  void lost(StepId step, String why) {
    if (state.of(step) instanceof StepState.Met) {
      happened.accept(new Event.StepLost(step, why));
    }
  }
}
