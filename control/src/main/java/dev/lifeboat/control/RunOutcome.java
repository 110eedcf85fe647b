package dev.lifeboat.control;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.plan.WordedChoice;

/// End of a run, or where it stands.
public sealed interface RunOutcome {
  /// One word for it.
  String word();

  /// As the run's journal tells it.
  record Journalled(RunState.Phase phase) implements RunOutcome {
    @Override
    public String word() {
      return RunWords.of(phase);
    }
  }

  /// As the result of a drill tells it.
  record Judged(DrillResult.Outcome outcome) implements RunOutcome {
    @Override
    public String word() {
      return outcome.word();
    }
  }

  /// As other files tell it, or the processes of this machine.
  enum Unjournalled implements RunOutcome, WordedChoice {
    /// A tabletop, to its end.
    HELD,
    /// A tabletop whose people left.
    ENDED_EARLY,
    /// A process of this machine is at work on it.
    LIVE,
    /// It is not over, and no process of this machine executes it.
    OPEN,
    /// A drill that was cut off.
    INTERRUPTED,
    NEVER_BEGAN,
    CLAIM_DROPPED,
    DAMAGED,
    UNREADABLE;

    @Override
    public String word() {
      return WordedChoice.super.word();
    }
  }
}
