package dev.lifeboat.drill;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.measure.Fault;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.DataCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What drills share that break nothing: they are held beside a primary that serves on, and the
/// first thing they have to show is that its clients never noticed.
final class Rehearsal {
  private static final String NO_RUN = "nothing was moved";

  private final Stage stage;
  private final Form form;
  private final RunFolder files;
  private final Instant began;

  /// @param files reserved for this drill; no run is opened in them
  Rehearsal(Stage stage, Form form, RunFolder files, Instant began) {
    this.stage = stage;
    this.form = form;
    this.files = files;
    this.began = began;
  }

  /// How the canary's writes ended, by its log and what the primary holds.
  ///
  /// @param since when the rehearsal began to touch anything
  DrillResult.@Nullable WriteCounts writes(Instant since) throws InterruptedException {
    var home = stage.plan().primary().name();
    var client = files.run().value();
    stage.narrator().begins("measure", "which writes survive in " + home);
    var result =
        Evidence.measure(
            files,
            home,
            Fault.at(since),
            stage.site().rows(stage.workload(), home, client),
            stage.site().objects(stage.workload(), home, client));
    stage.narrator().ends("measure", result.phrase());
    return new Figures(
            stage.workload().objectives(),
            result.measurement(),
            result.why(),
            Optional.empty(),
            Optional.empty())
        .writes();
  }

  /// Whether no client's write failed meanwhile.
  static Criterion unnoticed(DrillResult.@Nullable WriteCounts writes) {
    if (writes == null || writes.lost() == null) {
      return Criterion.unknown("the clients' writes could not be counted");
    }
    var seen =
        "%d writes of clients acknowledged, %d refused, %d unknown, %d lost"
            .formatted(writes.acknowledged(), writes.refused(), writes.unknown(), writes.lost());
    boolean all = writes.refused() == 0 && writes.unknown() == 0 && writes.lost() == 0;
    return all && writes.acknowledged() > 0 ? Criterion.met(seen) : Criterion.missed(seen);
  }

  /// An RTO that nothing here could measure.
  DrillResult.Rto noRto(String why) {
    return new DrillResult.Rto(
        null,
        Seconds.number(stage.workload().objectives().rto()),
        null,
        null,
        null,
        null,
        null,
        why);
  }

  /// An RPO that nothing here could measure.
  DrillResult.Rpo noRpo(String why) {
    return new DrillResult.Rpo(
        null, Seconds.number(stage.workload().objectives().rpo()), null, why);
  }

  /// The figures of a rehearsal.
  ///
  /// @param after whether both regions hold the same once it is over
  record Shown(
      DrillResult.Rto rto,
      DrillResult.Rpo rpo,
      DrillResult.@Nullable WriteCounts writes,
      Criteria criteria,
      DataCheck after,
      DrillResult.@Nullable Share share,
      DrillResult.@Nullable Isolated isolated) {}

  /// @param verdicts beside those of criteria and residue
  DrillResult result(Shown shown, List<Verdict> verdicts, List<String> residue) {
    var all = new ArrayList<>(verdicts);
    all.add(Judging.verdict(shown.criteria()));
    if (!residue.isEmpty()) {
      all.add(new Verdict(Outcome.FAILED, "left behind: " + residue));
    }
    var worst = Verdict.worst(all);
    return new DrillResult(
        DrillResult.SCHEMA,
        stage.plan().name(),
        stage.workload().name(),
        form.word(),
        worst.outcome(),
        worst.why().isEmpty() ? null : worst.why(),
        files.run().value(),
        began.toString(),
        Seconds.number(Duration.between(began, stage.clock().instant())),
        shown.rto(),
        shown.rpo(),
        shown.writes(),
        new DrillResult.FenceProof(false, List.of()),
        DrillResult.Ledger.none(NO_RUN + ", so there is no old side"),
        new DrillResult.Failback(null, null, null, null, NO_RUN + ", so nothing was brought home"),
        residue,
        new DrillResult.EvidenceOf(
            files.folder().toString(), null, NO_RUN + ", so there is no journal to seal"),
        List.of(),
        shown.criteria(),
        null,
        new DrillResult.Data(null, shown.after(), NO_RUN + ", so there was no return"),
        shown.share(),
        shown.isolated());
  }
}
