package dev.lifeboat.drill;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.DataCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a drill measures and tells in which nothing was moved: it had no run, and so neither a
/// fence, a ledger, a way home nor a journal.
///
/// @param word of its scenario or form
/// @param files reserved for it; no run is opened in them
record RehearsalResult(DrillContext context, String word, RunFolder files, Instant began) {
  private static final String NOTHING = "nothing was moved";

  /// What it showed.
  ///
  /// @param after whether both regions hold the same once it is over
  record Shown(
      DrillResult.Rto rto,
      DrillResult.Rpo rpo,
      DrillResult.@Nullable WriteCounts writes,
      Criteria criteria,
      DataCheck after,
      @Nullable ReadsShare share,
      @Nullable IsolatedRecovery isolated) {}

  /// How the canary's writes ended, by its log and what the primary holds.
  Evidence.Result measured(FaultTime fault) throws InterruptedException {
    var home = context.plan().primary().name();
    var client = files.run().value();
    context.narrator().begins("measure", "which writes survive in " + home);
    var result =
        Evidence.measure(
            files,
            home,
            fault,
            context.drills().rows(home, client),
            context.drills().objects(home, client));
    context.narrator().ends("measure", result.phrase());
    return result;
  }

  /// @param verdicts beside those of criteria and residue
  DrillResult result(Shown shown, List<DrillVerdict> verdicts, List<String> residue) {
    var all = new ArrayList<>(verdicts);
    all.add(CriteriaJudge.verdict(shown.criteria()));
    if (!residue.isEmpty()) {
      all.add(new DrillVerdict(Outcome.FAILED, "left behind: " + residue));
    }
    var worst = DrillVerdict.worst(all);
    return new DrillResult(
        DrillResult.SCHEMA,
        context.plan().name(),
        context.workload().name(),
        word,
        worst.outcome(),
        worst.why().isEmpty() ? null : worst.why(),
        files.run().value(),
        began.toString(),
        Seconds.number(Duration.between(began, context.clock().instant())),
        shown.rto(),
        shown.rpo(),
        shown.writes(),
        new DrillResult.FenceProof(false, List.of()),
        DrillResult.Ledger.none(NOTHING + ", so there is no old side"),
        DrillResult.Failback.none(NOTHING + ", so nothing was brought home"),
        residue,
        new DrillResult.EvidenceOf(
            files.folder().toString(), null, NOTHING + ", so there is no journal to seal"),
        List.of(),
        shown.criteria(),
        null,
        new DrillResult.Data(null, shown.after(), NOTHING + ", so there was no return"),
        shown.share(),
        shown.isolated());
  }
}
