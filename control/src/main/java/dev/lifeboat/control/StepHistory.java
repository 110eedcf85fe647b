package dev.lifeboat.control;

import dev.lifeboat.assess.MeasuredSpread;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Times that steps took in past runs of one runbook.
record StepHistory(Map<StepId, List<Duration>> times) {
  /// @param runs newest first
  /// @throws ProblemException LB4002 or LB4009 when a journal cannot be read
  static StepHistory of(Runbook runbook, List<RunSummary> runs) throws ProblemException {
    var history = new StepHistory(new HashMap<>());
    PastJournals.of(runbook, runs).forEach(history::add);
    return history;
  }

  /// A step that was taken up again counts from its first beginning: users waited meanwhile.
  void add(List<Entry> entries) {
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
