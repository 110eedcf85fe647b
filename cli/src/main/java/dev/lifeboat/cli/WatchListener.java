package dev.lifeboat.cli;

import dev.lifeboat.watch.AutomaticWatch;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Dips;
import dev.lifeboat.watch.FailoverHold.Permission;

/// Passes what a watch sees on to the terminal and to the notes.
record WatchListener(WatchTalk talk, WatchNotes notes) implements AutomaticWatch.Listener {
  @Override
  public void looked(Detector detector, Dips dips) {
    talk.looked(detector);
    // A primary that is down is either acted on now or held, which is noted next.
    if (!(detector.verdict() instanceof Detector.Verdict.Down)) {
      notes.note(WatchTalk.word(detector.verdict()), WatchTalk.why(detector.verdict()), dips);
    }
  }

  @Override
  public void held(Detector.Verdict.Down down, Permission.Held held, Dips dips) {
    talk.held(held);
    notes.note("held", held.why(), dips);
  }
}
