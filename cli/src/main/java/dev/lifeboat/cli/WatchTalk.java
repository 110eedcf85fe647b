package dev.lifeboat.cli;

import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Detector.Verdict;

/// Tells what the watch makes of the primary: one line a change of verdict. Used by one thread.
final class WatchTalk {
  private final Talk talk;
  private String last = "up";

  WatchTalk(Talk talk) {
    this.talk = talk;
  }

  void looked(Detector detector) {
    var word = word(detector.verdict());
    if (!word.equals(last)) {
      last = word;
      talk.tell("watch", word, why(detector.verdict()));
    }
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Up() -> "up";
      case Verdict.Suspected(_) -> "suspect";
      case Verdict.Disputed(_, _) -> "disputed";
      case Verdict.Down(_, _) -> "down";
    };
  }

  private static String why(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Up() -> "the primary answers";
      case Verdict.Suspected(var why) -> why;
      case Verdict.Disputed(_, var views) -> String.join("; ", views);
      case Verdict.Down(_, var views) -> String.join("; ", views);
    };
  }
}
