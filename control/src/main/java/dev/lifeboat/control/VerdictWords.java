package dev.lifeboat.control;

import dev.lifeboat.watch.Detector.Verdict;

/// Words for what a watch finds, shared by screens and documents.
public final class VerdictWords {
  private VerdictWords() {}

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
}
