package dev.lifeboat.control;

import dev.lifeboat.files.Sha256;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Journals of runs that moved one workload between regions such as it has now.
final class OwnJournals {
  private final PlanOrigin origin;
  private final RunRecords records;

  /// Most runs are held with one and the same file: what was found of plans, by the hash that
  /// journals have.
  private final Map<String, Boolean> plans = new HashMap<>();

  OwnJournals(PlanOrigin origin, RunRecords records) {
    this.origin = origin;
    this.records = records;
  }

  /// Those among `journals`. One whose plan nobody kept as it was tells of no regions.
  List<List<Entry>> among(List<List<Entry>> journals) {
    var own = journals.stream().filter(this::isOfSubject).toList();
    own.forEach(it -> prove(opened(it)));
    return own.stream().filter(it -> plans.getOrDefault(opened(it).planSha256(), false)).toList();
  }

  private boolean isOfSubject(List<Entry> journal) {
    return !journal.isEmpty()
        && journal.getFirst().event() instanceof Event.RunOpened opened
        && origin.subject().equals(RunSummary.Subject.of(opened.runbook()));
  }

  private static Event.RunOpened opened(List<Entry> journal) {
    return (Event.RunOpened) journal.getFirst().event();
  }

  private void prove(Event.RunOpened opened) {
    if (plans.containsKey(opened.planSha256())) {
      return;
    }
    kept(opened.run())
        .filter(it -> Sha256.of(it).equals(opened.planSha256()))
        .ifPresent(it ->
            plans.put(
                opened.planSha256(), origin.then(it).filter(origin::sameRegions).isPresent()));
  }

  private Optional<byte[]> kept(RunId run) {
    try {
      return RunRecords.bytes(records.folder(run).resolve("plan.yaml"));
    } catch (ProblemException unread) {
      return Optional.empty();
    }
  }
}
