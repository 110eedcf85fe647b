package dev.lifeboat.control;

import dev.lifeboat.watch.AutomaticWatch;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Dips;
import dev.lifeboat.watch.FailoverHold.Permission;

/// Tells what a watch sees, and notes it.
record WatchListener(ProgressListener progress, WatchNotes notes)
    implements AutomaticWatch.Listener {
  @Override
  public void looked(Detector detector, Dips dips) {
    progress.on(new ProgressEvent.Looked(detector));
    // A primary that is down is either acted on now or held, which is noted next.
    if (!(detector.verdict() instanceof Detector.Verdict.Down)) {
      notes.note(Words.of(detector.verdict()), Words.why(detector.verdict()), dips);
    }
  }

  @Override
  public void held(Detector.Verdict.Down down, Permission.Held held, Dips dips) {
    progress.on(new ProgressEvent.Held(held));
    notes.note("held", held.why(), dips);
  }
}
