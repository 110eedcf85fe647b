package dev.lifeboat.control;

import dev.lifeboat.assess.MeasuredSpread;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.RunbookJson;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Times that steps took in past runs of one runbook. A run of another runbook, or with another
/// deadline, tells nothing of it.
record StepHistory(Map<StepId, List<Duration>> times) {
  /// The newest tell enough, and journals take time to read.
  private static final int MOST_RUNS = 100;

  /// @param runs newest first
  /// @throws ProblemException LB4002 or LB4009 when a journal cannot be read
  static StepHistory of(Runbook runbook, List<RunSummary> runs) throws ProblemException {
    var own = new RunSummary.Subject(runbook.plan(), runbook.workload());
    var hash = RunbookJson.hash(runbook);
    var history = new StepHistory(new HashMap<>());
    int read = 0;
    for (var run : runs) {
      boolean fails = run.kind() == RunSummary.Kind.FAILOVER || run.kind() == RunSummary.Kind.DRILL;
      if (fails && run.known() && run.subject().equals(own) && read++ < MOST_RUNS) {
        var journal = JournalReader.find(run.folder().resolve("journal.jsonl"));
        if (journal.isPresent()) {
          history.add(journal.get().entries(), hash);
        }
      }
    }
    return history;
  }

  /// A step that was taken up again counts from its first beginning: users waited meanwhile.
  void add(List<Entry> entries, String hash) {
    if (entries.isEmpty()
        || !(entries.getFirst().event() instanceof Event.RunOpened opened)
        || !RunbookJson.hash(opened.runbook()).equals(hash)) {
      return;
    }
    var begun = new HashMap<StepId, Instant>();
    var met = new HashMap<StepId, Instant>();
    for (var entry : entries) {
      if (entry.event() instanceof Event.StepStarted(var step)) {
        begun.putIfAbsent(step, entry.at());
      } else if (entry.event() instanceof Event.StepMet(var step, _)) {
        met.put(step, entry.at());
      }
    }
    met.forEach((step, at) -> {
      var from = begun.get(step);
      if (from != null) {
        times.computeIfAbsent(step, _ -> new ArrayList<>()).add(Duration.between(from, at));
      }
    });
  }

  Map<StepId, MeasuredSpread> spreads() {
    var spreads = new HashMap<StepId, MeasuredSpread>();
    times.forEach((step, spans) -> MeasuredSpread.of(spans).ifPresent(it -> spreads.put(step, it)));
    return spreads;
  }
}
