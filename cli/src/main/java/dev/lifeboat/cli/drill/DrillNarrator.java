package dev.lifeboat.cli.drill;

import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.WatchNarrator;
import dev.lifeboat.control.DrillListener;
import dev.lifeboat.control.DrillRest;
import dev.lifeboat.control.ProgressEvent;
import dev.lifeboat.control.ProgressListener;
import dev.lifeboat.drill.DrillPhase;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.provider.Round;
import dev.lifeboat.watch.Detector;
import java.util.Set;
import java.util.function.Consumer;

/// A drill on standard error: one line a phase, one a step.
///
/// @param told the terminal, and whoever follows the drill from another one
/// @param watch tells what the watch sees
/// @param clients tells what clients see
/// @param end tells what an interrupted drill leaves behind
record DrillNarrator(
    ProgressPrinter progress,
    ProgressListener told,
    WatchNarrator watch,
    ClientTicker clients,
    Consumer<DrillRest> end)
    implements DrillListener {
  private static final Set<DrillPhase> MOVES =
      Set.of(DrillPhase.FAILOVER, DrillPhase.REPROTECT, DrillPhase.FAILBACK);

  @Override
  public void begins(DrillPhase phase, String what) {
    told.tell(phase.word(), "begun", what);
    progress.whileWaiting(() -> phase.word() + ": " + what);
  }

  @Override
  public void ends(DrillPhase phase, String found) {
    told.on(ProgressEvent.Noted.end(phase, found));
    // Not between the fault and the failover: there each millisecond is the clients' own.
    if (MOVES.contains(phase)) {
      clients.tellSeen();
    }
  }

  @Override
  public void looked(Round round, Detector detector) {
    watch.looked(detector);
  }

  @Override
  public void opened(RunState begun) {
    progress.on(new ProgressEvent.Opened(begun));
  }

  @Override
  public void happened(RunState state, Entry entry) {
    progress.on(new ProgressEvent.Journalled(state, entry));
  }

  @Override
  public void interrupted(DrillRest rest) {
    end.accept(rest);
  }

  @Override
  public void close() {
    clients.close();
  }
}
