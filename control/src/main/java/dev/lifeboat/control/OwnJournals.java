package dev.lifeboat.control;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Journals of runs that moved one workload between regions such as it has now.
final class OwnJournals {
  private final PlanOrigin origin;
  private final RunRecords records;

  /// Most runs are held with one and the same file: what was found of plans, by their hash.
  private final Map<String, Boolean> plans = new HashMap<>();

  OwnJournals(PlanOrigin origin, RunRecords records) {
    this.origin = origin;
    this.records = records;
  }

  /// Whether `journal` is one of them. One whose folder keeps no plan tells of no regions.
  ///
  /// @throws ProblemException LB4009 when that plan cannot be read
  boolean contain(List<Entry> journal) throws ProblemException {
    if (journal.isEmpty()
        || !(journal.getFirst().event() instanceof Event.RunOpened opened)
        || !origin.subject().equals(RunSummary.Subject.of(opened.runbook()))) {
      return false;
    }
    var known = plans.get(opened.planSha256());
    if (known != null) {
      return known;
    }
    var kept = RunRecords.bytes(records.folder(opened.run()).resolve("plan.yaml"));
    boolean same = kept.flatMap(origin::then).filter(origin::sameRegions).isPresent();
    plans.put(opened.planSha256(), same);
    return same;
  }
}
