package dev.lifeboat.engine;

import dev.lifeboat.problem.ProblemException;
import java.util.Collection;

/// What a [RunEngine] needs done in the middle of a turn, because the rest of the turn rests on it.
public interface EngineHost {

  /// These actions are dropped: interrupts what can be interrupted and returns once nothing of them
  /// will be asked for any more. A request that has left may still take effect.
  void drop(Collection<StepAction> actions);

  /// Hands the epoch of its undo out to this run, so that what it asked for before has no effect
  /// any more. The journal holds it already. Safe to repeat.
  ///
  /// @throws ProblemException LB3003 when the run does not hold the placement; it must stop
  void claimUndo() throws ProblemException;
}
