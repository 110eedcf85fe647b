package dev.lifeboat.control;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Event;
import dev.lifeboat.watch.Detector.Verdict;

/// States in the words that screens and documents share.
public final class Words {
  private Words() {}

  /// One word for a run as a whole.
  public static String of(RunState.Phase phase) {
    return switch (phase) {
      case RunState.Phase.Forward() -> "running";
      case RunState.Phase.Undoing(_) -> "undoing";
      case RunState.Phase.WaitingForPerson(_, _) -> "waiting-for-person";
      case RunState.Phase.Paused(_) -> "paused";
      case RunState.Phase.Ended(var outcome, _) -> outcome.word();
    };
  }

  /// One word for what a watch makes of a writer.
  public static String of(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Up() -> "up";
      case Verdict.Suspected(_) -> "suspect";
      case Verdict.Disputed(_, _) -> "disputed";
      case Verdict.UsersOut(_, _) -> "users-out";
      case Verdict.Down(_, _) -> "down";
    };
  }

  /// What it goes by.
  public static String why(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Up() -> "the primary answers";
      case Verdict.Suspected(var why) -> why;
      case Verdict.Disputed(_, var views) -> String.join("; ", views);
      case Verdict.UsersOut(_, var views) -> String.join("; ", views);
      case Verdict.Down(_, var views) -> String.join("; ", views);
    };
  }

  /// Why the run is not simply done; empty otherwise.
  public static String why(RunState.Phase phase) {
    return switch (phase) {
      case RunState.Phase.Forward() -> "its controller may be at work or gone";
      case RunState.Phase.Undoing(var why) -> why;
      case RunState.Phase.WaitingForPerson(var code, var why) -> code + " " + why;
      case RunState.Phase.Paused(var by) -> "by " + by;
      case RunState.Phase.Ended(var outcome, var why) -> outcome == Event.Outcome.DONE ? "" : why;
    };
  }
}
