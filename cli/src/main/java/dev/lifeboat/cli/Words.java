package dev.lifeboat.cli;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Event;
import java.util.Locale;

/// States in the words that screens and JSON share.
final class Words {
  private Words() {}

  static String of(Event.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  /// One word for a run as a whole.
  static String of(RunState.Phase phase) {
    return switch (phase) {
      case RunState.Phase.Forward() -> "running";
      case RunState.Phase.Undoing(_) -> "undoing";
      case RunState.Phase.WaitingForPerson(_, _) -> "waiting-for-person";
      case RunState.Phase.Paused(_) -> "paused";
      case RunState.Phase.Ended(var outcome, _) -> of(outcome);
    };
  }

  /// Why the run is not simply done; empty otherwise.
  static String why(RunState.Phase phase) {
    return switch (phase) {
      case RunState.Phase.Forward() -> "its controller may be at work or gone";
      case RunState.Phase.Undoing(var why) -> why;
      case RunState.Phase.WaitingForPerson(var code, var why) -> code + " " + why;
      case RunState.Phase.Paused(var by) -> "by " + by;
      case RunState.Phase.Ended(var outcome, var why) -> outcome == Event.Outcome.DONE ? "" : why;
    };
  }
}
