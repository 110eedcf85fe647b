package dev.lifeboat.engine;

import dev.lifeboat.engine.RunState.Phase;
import dev.lifeboat.journal.Event.Outcome;

/// Words for runs and steps that every screen and every document shares.
public final class RunWords {
  private RunWords() {}

  /// One word for a run as a whole.
  public static String of(Phase phase) {
    return switch (phase) {
      case Phase.Forward() -> "running";
      case Phase.Undoing(_) -> "undoing";
      case Phase.WaitingForPerson(_, _) -> "waiting-for-person";
      case Phase.Paused(_) -> "paused";
      case Phase.Ended(var outcome, _) -> outcome.word();
    };
  }

  /// One word for a step.
  public static String of(StepState state) {
    return switch (state) {
      case StepState.Waiting() -> "waiting";
      case StepState.Active _ -> "pursuing";
      case StepState.Met _ -> "met";
      case StepState.Failed _ -> "failed";
    };
  }

  /// Why the run is not simply done; empty otherwise.
  public static String why(Phase phase) {
    return switch (phase) {
      case Phase.Forward() -> "its controller may be at work or gone";
      case Phase.Undoing(var why) -> why;
      case Phase.WaitingForPerson(var code, var why) -> code + " " + why;
      case Phase.Paused(var by) -> "by " + by;
      case Phase.Ended(var outcome, var why) -> outcome == Outcome.DONE ? "" : why;
    };
  }

  /// Both within a sentence, such as `waiting for a person (LB4005 no proof)`.
  public static String phrase(Phase phase) {
    return switch (phase) {
      case Phase.Forward _ -> of(phase);
      case Phase.WaitingForPerson _ -> "waiting for a person (" + why(phase) + ")";
      case Phase.Paused _ -> of(phase) + " " + why(phase);
      case Phase.Undoing _ -> of(phase) + " (" + why(phase) + ")";
      case Phase.Ended(var outcome, _) ->
          outcome == Outcome.DONE ? of(phase) : of(phase) + " (" + why(phase) + ")";
    };
  }
}
