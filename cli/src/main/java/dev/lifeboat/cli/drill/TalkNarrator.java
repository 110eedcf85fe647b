package dev.lifeboat.cli.drill;

import dev.lifeboat.cli.terminal.Talk;
import dev.lifeboat.cli.terminal.WatchTalk;
import dev.lifeboat.control.DrillListener;
import dev.lifeboat.control.DrillResults;
import dev.lifeboat.control.ProgressEvent;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.provider.Round;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.watch.Detector;
import java.util.List;

/// A drill on standard error: one line a phase, one a step.
final class TalkNarrator implements DrillListener {
  private static final List<String> MOVES =
      List.of(Mode.FAILOVER.word(), Mode.REPROTECT.word(), Mode.FAILBACK.word());

  private final Talk talk;
  private final WatchTalk watch;
  private final ClientTicker clients;

  /// @param results know where the drill's canary logs
  /// @param live whether somebody looks at a terminal
  TalkNarrator(Talk talk, DrillResults results, boolean live) {
    this.talk = talk;
    this.watch = new WatchTalk(talk);
    this.clients = new ClientTicker(talk, results, live);
  }

  @Override
  public void begins(String phase, String what) {
    talk.tell(phase, "begun", what);
    talk.whileWaiting(() -> phase + ": " + what);
  }

  @Override
  public void ends(String phase, String found) {
    talk.tell(phase, "done", found);
    // Not between the fault and the failover: there each millisecond is the clients' own.
    if (MOVES.contains(phase)) {
      clients.seen().ifPresent(seen -> talk.tell("clients", "seen", seen));
    }
  }

  @Override
  public void looked(Round round, Detector detector) {
    watch.looked(detector);
  }

  @Override
  public void happened(RunState state, Entry entry) {
    talk.on(new ProgressEvent.Journalled(state, entry));
  }

  @Override
  public void close() {
    clients.close();
  }
}
