package dev.lifeboat.control;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.files.Sha256;
import dev.lifeboat.history.DrillType;
import dev.lifeboat.history.PastDrill;
import dev.lifeboat.history.Proofs;
import dev.lifeboat.history.Regression;
import dev.lifeboat.journal.JournalChain;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Criterion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads the drills of one workload from the folders of their runs.
///
/// @param file the plan as it is now
public record PastDrills(Path state, PlanFile file, Workload workload) {
  /// All of them. A run that cannot be read may be one.
  public Proofs read() throws ProblemException {
    var records = new RunRecords(state);
    return read(records, records.list());
  }

  /// Those among `runs`, which `records` has listed.
  public Proofs read(RunRecords records, List<RunSummary> runs) throws ProblemException {
    var own = origin().subject();
    var found = new ArrayList<PastDrill>();
    var read = new ArrayList<RunSummary>();
    // Most drills are held with one and the same file.
    var plans = new HashMap<String, Boolean>();
    var proven = new HashSet<DrillType>();
    for (var run : runs) {
      if (run.mayBeOf(own.plan(), own.workload())) {
        try {
          if (run.kind() == RunSummary.Kind.DRILL && run.subject().equals(own)) {
            var drill = drill(records, run, plans);
            if (drill.filter(PastDrill::proves).isPresent()
                && !proven.contains(drill.get().type())) {
              requireWhole(run);
              proven.add(drill.get().type());
            }
            drill.ifPresent(found::add);
          }
          read.add(run);
        } catch (ProblemException unread) {
          read.add(RunSummary.unread(run.folder(), Optional.of(run), unread.problem()));
        }
      }
    }
    return new Proofs(found, RunRecords.unread(read));
  }

  /// Of the newest that proves something all of the journal is read, not its two ends alone.
  ///
  /// @throws ProblemException LB4002 when it is damaged
  private static void requireWhole(RunSummary run) throws ProblemException {
    var journal = run.folder().resolve("journal.jsonl");
    if (!JournalChain.holds(journal)) {
      var _ = JournalReader.find(journal);
    }
  }

  /// Compares `result`, which need not be kept yet, with the drills before it.
  Criterion compare(DrillResult result) throws ProblemException {
    var earlier = read();
    var rule = new Regression(workload.objectives().regression());
    var type = DrillType.of(result.head().scenario());
    return rule.judge(
            "RTO",
            Optional.ofNullable(result.measured().rto().seconds()),
            earlier.earlier(type, result.run(), PastDrill::rtoSeconds))
        .and(
            rule.judge(
                "RPO",
                Optional.ofNullable(result.measured().rpo().seconds()),
                earlier.earlier(type, result.run(), PastDrill::rpoSeconds)));
  }

  private Optional<PastDrill> drill(RunRecords records, RunSummary run, Map<String, Boolean> plans)
      throws ProblemException {
    var kept = records.summaries().drill(run.folder());
    if (kept.isEmpty()) {
      return new CutOffDrill(run).read();
    }
    var result = kept.get().result();
    // One that was refused before it broke anything proves nothing, whatever its plan was.
    boolean refused = DrillRecord.outcome(result).equals(Optional.of(Outcome.NOT_READY));
    boolean same = !refused && samePlan(run.folder(), kept.get().plan(), plans);
    return Optional.of(drill(run.run(), result, same));
  }

  private static PastDrill drill(String run, JsonNode result, boolean samePlan) {
    return new PastDrill(
        run,
        DrillType.of(result.path("scenario").asString("")),
        DrillRecord.begun(result),
        DrillRecord.over(result),
        new PastDrill.End.Judged(DrillRecord.outcome(result).orElse(Outcome.FAILED)),
        new PastDrill.Figures(
            number(result.path("rto").path("seconds")),
            number(result.path("rpo").path("seconds")),
            Optional.ofNullable(result.get("basis")).map(basis -> basis.asString(""))),
        samePlan);
  }

  private static Optional<Double> number(JsonNode node) {
    return node.isNumber() ? Optional.of(node.asDouble()) : Optional.empty();
  }

  private PlanOrigin origin() {
    return new PlanOrigin(file, workload);
  }

  /// Whether the plan that a drill was held with says the same of the workload, the regions, and
  /// what a drill's figures rest on.
  ///
  /// @param sealed the hash of the plan's bytes, where a seal tells it
  /// @param plans what was found of plans before, by the hash of their bytes; grows
  /// @throws ProblemException LB4009 when that plan is not there, or not what the run left
  private boolean samePlan(Path folder, Optional<String> sealed, Map<String, Boolean> plans)
      throws ProblemException {
    var known = sealed.map(plans::get);
    if (known.isPresent()) {
      return known.get();
    }
    var path = folder.resolve("plan.yaml");
    var kept = RunRecords.bytes(path).orElseThrow(() -> unread(path, "it is not there"));
    var hash = Sha256.of(kept);
    if (sealed.isPresent() && !sealed.get().equals(hash)) {
      throw unread(path, "it is not what the run was sealed with");
    }
    var then = origin().then(kept);
    if (sealed.isEmpty() && then.isEmpty()) {
      throw unread(path, "it holds no plan");
    }
    return plans.computeIfAbsent(hash, _ -> then.filter(origin()::same).isPresent());
  }

  private static ProblemException unread(Path path, String why) {
    return RunRecords.unread(path, new IOException(why));
  }
}
