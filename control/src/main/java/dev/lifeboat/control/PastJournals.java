package dev.lifeboat.control;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.RunbookJson;
import java.util.ArrayList;
import java.util.List;

/// Journals of past runs of one runbook, drills among them. A run of another runbook, or with
/// another deadline, tells nothing of it.
final class PastJournals {
  /// The newest tell enough, and journals take time to read.
  private static final int MOST_RUNS = 100;

  private PastJournals() {}

  /// Each by its entries, of which there is at least one.
  ///
  /// @param runs newest first
  /// @throws ProblemException LB4002 or LB4009 when a journal cannot be read
  static List<List<Entry>> of(Runbook runbook, List<RunSummary> runs) throws ProblemException {
    var own = RunSummary.Subject.of(runbook);
    var kind = RunSummary.Kind.of(runbook.mode());
    var mayBe =
        runs.stream()
            .filter(run -> run.kind() == kind || run.kind() == RunSummary.Kind.DRILL)
            .filter(run -> run.known() && run.subject().equals(own))
            .limit(MOST_RUNS)
            .toList();
    var hash = RunbookJson.hash(runbook);
    var journals = new ArrayList<List<Entry>>();
    for (var run : mayBe) {
      JournalReader.find(run.folder().resolve("journal.jsonl"))
          .map(JournalReader.Contents::entries)
          .filter(entries -> isOf(hash, entries))
          .ifPresent(journals::add);
    }
    return journals;
  }

  static boolean isOf(String hash, List<Entry> entries) {
    return !entries.isEmpty()
        && entries.getFirst().event() instanceof Event.RunOpened opened
        && RunbookJson.hash(opened.runbook()).equals(hash);
  }
}
