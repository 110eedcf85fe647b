package dev.lifeboat.control;

import dev.lifeboat.engine.FenceOverride;
import dev.lifeboat.engine.LossAcceptance;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.World;
import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/// What a named person said beforehand about what a run may stop for.
///
/// @param fence on fences that nobody can prove
/// @param loss on copies that are no candidates
public record PersonsWord(Optional<FenceOverride> fence, Optional<LossAcceptance> loss) {
  /// Nobody said anything.
  public static final PersonsWord NONE = new PersonsWord(Optional.empty(), Optional.empty());

  /// The events for which no run has to stop first; mostly none.
  List<? extends Event> beforehand(RunState state, World world) throws InterruptedException {
    return loss.isPresent() ? loss.get().beforehand(state, world) : List.of();
  }

  /// The events that let `state` go on; empty when it waits for nobody, or for something else.
  ///
  /// @throws ProblemException LB3008 when a fence can be proven still
  List<? extends Event> on(RunState state, World world)
      throws InterruptedException, ProblemException {
    if (!(state.phase() instanceof RunState.Phase.WaitingForPerson)) {
      return List.of();
    }
    if (fence.isPresent() && !state.unprovenFences().isEmpty()) {
      return fence.get().of(state, world);
    }
    return loss.isPresent() ? loss.get().of(state, world) : List.of();
  }
}
