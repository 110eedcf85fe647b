package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import java.util.ArrayList;
import java.util.List;

/// The word of a named person that a run goes on although a fence cannot be proven. It goes on the
/// record, and is refused where a proof can still be had.
///
/// @param by the person
/// @param reason in the person's own words; not blank
/// @param atRisk what may be lost by it, as far as it can be told
public record FenceOverride(String by, String reason, String atRisk) {
  public FenceOverride {
    if (by.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("an override needs a name and a reason");
    }
  }

  /// The events that override every fence of the run that was begun and is not proven; empty when
  /// there is none. Of one that waits for its turn nobody knows yet whether it can be proven.
  ///
  /// @throws ProblemException LB3008 when a fence answers, so that a proof is possible still
  public List<Event.FenceOverridden> of(RunState state, World world)
      throws InterruptedException, ProblemException {
    var events = new ArrayList<Event.FenceOverridden>();
    for (var fence : state.unprovenFences()) {
      if (state.of(fence.id()) instanceof StepState.Waiting) {
        continue;
      }
      switch (world.look(fence)) {
        case Observation.Met _ -> {}
        case Observation.Pending(var why) -> throw stillPossible(state, fence.goal().phrase(), why);
        case Observation.Unreachable(var why) ->
            events.add(new Event.FenceOverridden(fence.id(), by, reason, why, atRisk));
      }
    }
    return List.copyOf(events);
  }

  private static ProblemException stillPossible(RunState state, String fence, String why) {
    return ProblemException.passing(
        Code.LB3008,
        "'%s' can still be proven: %s".formatted(fence, why),
        "an override is for a fence that nobody can look at; nothing was overridden",
        "lifeboat resume " + state.run());
  }
}
