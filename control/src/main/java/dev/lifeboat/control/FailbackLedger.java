package dev.lifeboat.control;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.journal.Event;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Ledgers;
import dev.lifeboat.provider.Ledgers.Epochs;
import dev.lifeboat.runbook.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Keeps the ledger of a reprotect or failback that no drill made: what the side that was made to
/// follow had alone. (A drill keeps it with its failover, whose canary it is compared with.)
///
/// @param records the runs here
public record FailbackLedger(Ledgers ledgers, RunRecords records, ProgressListener progress) {
  private static final Set<Mode> READ_BACK = EnumSet.of(Mode.FAILBACK, Mode.REPROTECT);

  /// Whether runs of `mode` read anything back.
  static boolean reads(Mode mode) {
    return READ_BACK.contains(mode);
  }

  /// Whether such a run is over and its folder still open for a ledger.
  static boolean isDue(RunFolder files, RunState state) {
    return reads(state.runbook().mode()) && state.done() && !RunFiles.sealed(files);
  }

  /// Whether it should have a ledger, and its controller died before that was kept.
  public static boolean isMissing(RunFolder files, RunState state) {
    return isDue(files, state) && Files.notExists(files.ledger());
  }

  /// Writes it into the run's folder. What cannot be written changes nothing about the run, so that
  /// is told and no more.
  public void keep(RunFolder files, RunState state) throws InterruptedException {
    if (!isDue(files, state)) {
      return;
    }
    try {
      var epochs = new Epochs(left(state), state.opened().epoch());
      var ledger = ledgers.of(state.runbook().target(), state.run().value(), epochs);
      if (!write(files, ledger)) {
        progress.tell("ledger", "missing", "the run's folder was sealed meanwhile");
        return;
      }
      ledgers.kept(ledger, epochs).forEach(it -> progress.tell("ledger", "not-noted", it));
      progress.tell(
          "ledger",
          ledger.whole() ? "written" : "not-whole",
          "%s and %s in %s alone%s: lifeboat ledger %s"
              .formatted(
                  Count.of(ledger.rows().size(), "row"),
                  Count.of(ledger.versions().size(), "object"),
                  ledger.region(),
                  unread(ledger),
                  state.run()));
    } catch (ProblemException failed) {
      progress.tell("ledger", "missing", failed.problem().happened());
    } catch (IOException unwritable) {
      progress.tell("ledger", "missing", FileFailure.reason(unwritable));
    }
  }

  /// Whether the folder was still open for it: another process may seal it while stores are read.
  private static boolean write(RunFolder files, Ledger ledger) throws IOException {
    try (var _ = files.lock()) {
      if (RunFiles.sealed(files)) {
        return false;
      }
      DurableFile.write(files.ledger(), LedgerFormat.bytes(ledger));
      return true;
    }
  }

  private static String unread(Ledger ledger) {
    return ledger.stores().stream()
        .filter(store -> store.why() != null)
        .map(store -> ", and maybe more of %s: %s".formatted(store.store(), store.why()))
        .collect(Collectors.joining());
  }

  /// The epoch under which the workload had left. A journal from before it was written down leaves
  /// it to be guessed: that of the newest run here that moved it where this one took it up.
  private long left(RunState state) throws ProblemException {
    var writer = state.opened().writerEpoch();
    if (writer != null) {
      return writer;
    }
    for (var journal : records.journals().read()) {
      if (journal.getFirst().event() instanceof Event.RunOpened opened
          && opened.epoch() < state.opened().epoch()
          && opened.runbook().plan().equals(state.runbook().plan())
          && opened.runbook().workload().equals(state.runbook().workload())
          && opened.runbook().target().equals(state.runbook().source())
          && journal.stream().anyMatch(entry -> done(entry.event()))) {
        return opened.epoch();
      }
    }
    return state.opened().epoch() - 1;
  }

  private static boolean done(Event event) {
    return event instanceof Event.RunEnded(var outcome, _) && outcome == Event.Outcome.DONE;
  }
}
