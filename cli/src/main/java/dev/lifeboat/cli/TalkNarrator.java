package dev.lifeboat.cli;

import dev.lifeboat.drill.Narrator;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Round;

/// A drill on standard error: one line a phase, one a step.
final class TalkNarrator implements Narrator {
  private final Talk talk;
  private final RunTalk run;
  private final WatchTalk watch;

  TalkNarrator(Talk talk) {
    this.talk = talk;
    this.run = new RunTalk(talk);
    this.watch = new WatchTalk(talk);
  }

  @Override
  public void begins(String phase, String what) {
    talk.tell(phase, "begun", what);
    talk.whileWaiting(() -> phase + ": " + what);
  }

  @Override
  public void ends(String phase, String found) {
    talk.tell(phase, "done", found);
  }

  @Override
  public void looked(Round round, Detector detector) {
    watch.looked(detector);
  }

  @Override
  public void happened(RunState state, Entry entry) {
    run.happened(state, entry);
  }
}
