package dev.lifeboat.drill;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.StepState;

/// States in the words that screens and JSON share.
final class Phrases {
  private Phrases() {}

  static String of(RunState.Phase phase) {
    return switch (phase) {
      case RunState.Phase.Forward() -> "running";
      case RunState.Phase.Undoing(var why) -> "undoing (" + why + ")";
      case RunState.Phase.WaitingForPerson(var code, var why) ->
          "waiting for a person (%s %s)".formatted(code, why);
      case RunState.Phase.Paused(var by) -> "paused by " + by;
      case RunState.Phase.Ended(var outcome, var why) ->
          switch (outcome) {
            case DONE -> "done";
            case UNDONE -> "undone (" + why + ")";
            case DECLINED -> "declined (" + why + ")";
          };
    };
  }

  static String of(StepState state) {
    return switch (state) {
      case StepState.Waiting() -> "waiting";
      case StepState.Active _ -> "pursuing";
      case StepState.Met _ -> "met";
      case StepState.Failed _ -> "failed";
    };
  }
}
