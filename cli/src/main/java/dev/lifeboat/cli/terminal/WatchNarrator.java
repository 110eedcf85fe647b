package dev.lifeboat.cli.terminal;

import dev.lifeboat.control.ProgressListener;
import dev.lifeboat.control.VerdictWords;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.FailoverHold.Permission;
import dev.lifeboat.watch.Hold;
import java.util.List;

/// Tells what the watch makes of the primary: one line a change of verdict. Used by one thread.
public final class WatchNarrator {
  private final ProgressListener progress;
  private String last = "up";
  private List<Hold.Kind> lastHeld = List.of();

  public WatchNarrator(ProgressListener progress) {
    this.progress = progress;
  }

  public void looked(Detector detector) {
    var word = VerdictWords.of(detector.verdict());
    if (!word.equals(last)) {
      last = word;
      lastHeld = List.of();
      progress.tell("watch", word, VerdictWords.why(detector.verdict()));
    }
  }

  /// The primary is lost, and the failover is held back: told once, and again when something else
  /// holds it.
  void held(Permission.Held held) {
    var kinds = held.holds().stream().map(Hold::kind).toList();
    if (!kinds.equals(lastHeld)) {
      lastHeld = kinds;
      progress.tell(
          "watch",
          "held",
          "%s; acts at %s if the primary is still down then; to move it now use 'lifeboat failover'"
              .formatted(held.why(), Spans.local(held.until())));
    }
  }
}
