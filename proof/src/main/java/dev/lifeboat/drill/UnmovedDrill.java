package dev.lifeboat.drill;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.DataCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What drills share in which nothing is moved: they have no run, and so neither a fence, a ledger,
/// a way home nor a journal.
///
/// @param files reserved for it; no run is opened in them
/// @param placed where the writer was before
record UnmovedDrill(
    DrillContext context,
    DrillSubject subject,
    RunFolder files,
    Residue before,
    Optional<Placement> placed) {
  private static final String NOTHING = "nothing was moved";

  /// @param word of its scenario or kind
  static UnmovedDrill begin(DrillContext context, String word)
      throws InterruptedException, ProblemException {
    var began = context.clock().now();
    var files = context.reserve();
    context.keepPlan(files);
    var subject = new DrillSubject(context.plan(), context.workload(), word, files.run(), began);
    return new UnmovedDrill(context, subject, files, Residue.begin(context), context.placed());
  }

  /// The name under which its canary writes.
  String client() {
    return files.run().value();
  }

  /// Starts its canary.
  CanarySession canary(Drills.Load load) throws InterruptedException, ProblemException {
    return new CanarySession(context, context.drills().startCanary(client(), load, files.canary()));
  }

  /// Whether the writer is where it was, under the same epoch.
  ///
  /// @param stayed what is said if it is
  Criterion stayed(String stayed) throws ProblemException {
    var now = context.placed();
    return now.equals(placed)
        ? Criterion.met(stayed)
        : Criterion.missed("the placement was %s and is %s".formatted(placed, now));
  }

  /// What is seen once it is over.
  ///
  /// @param canary how its writes ended, by its log and what the primary holds
  /// @param data whether both regions hold the same
  /// @param integrity the same of the canary's writes too
  /// @param residue what it left behind
  record End(Evidence.Result canary, DataCheck data, Criterion integrity, List<String> residue) {}

  /// Looks at what is left, and removes what the canary wrote.
  ///
  /// @param writer its canary, which is over
  /// @param measured told how the canary's writes ended, as soon as that is known
  End end(FaultTime fault, CanarySession writer, Consumer<Evidence.Result> measured)
      throws InterruptedException, ProblemException {
    var clients = List.of(client());
    var canary = context.measure(files, context.home(), fault, writer);
    measured.accept(canary);
    var compared = new RegionComparison(context);
    var data = compared.ofData("afterwards");
    var integrity = compared.ofWrites(clients).and(data.criterion("afterwards"));
    return new End(canary, data, integrity, before.now(clients));
  }

  /// Its result when a problem ended it after that was measured.
  DrillResult cut(DrillResult.Measured measured, DrillVerdict verdict, Instant now) {
    var unknown = "the drill did not get so far";
    return subject.unmoved(verdict, now, measured, files.folder(), unknown);
  }

  /// Its result.
  ///
  /// @param verdicts beside those of criteria and residue
  DrillResult result(
      DrillResult.Measured measured,
      Criteria criteria,
      End end,
      DrillResult.Rehearsed shown,
      List<DrillVerdict> verdicts) {
    var all = new ArrayList<>(verdicts);
    all.add(CriteriaJudge.verdict(criteria));
    all.add(Residue.verdict(end.residue()));
    return new DrillResult(
        subject.head(DrillVerdict.worst(all), context.clock().now()),
        measured,
        new DrillResult.Safety(
            DrillResult.FenceProof.NONE,
            DrillResult.Ledger.none(NOTHING + ", so there is no old side"),
            FailbackResult.none(NOTHING + ", so nothing was brought home"),
            end.residue(),
            new DrillResult.EvidenceOf(
                files.folder().toString(), null, NOTHING + ", so there is no journal to seal")),
        List.of(),
        new DrillResult.Comparison(
            criteria,
            null,
            new DrillResult.Data(null, end.data(), NOTHING + ", so there was no return")),
        shown,
        null,
        null);
  }
}
