package dev.lifeboat.drill;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Event;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Judges a drill by its measurement and makes the result of it. Pure but for reading the run's own
/// files back.
final class Assessment {
  private final Plan plan;
  private final Workload workload;
  private final Scenario scenario;
  private final RunFolder files;
  private final Instant began;

  Assessment(Plan plan, Workload workload, Scenario scenario, RunFolder files, Instant began) {
    this.plan = plan;
    this.workload = workload;
    this.scenario = scenario;
    this.files = files;
    this.began = began;
  }

  /// The result of a drill that went all the way.
  DrillResult of(
      DrillFailover recovered, DrillFailback returned, List<String> residue, Instant now) {
    var verdicts = new ArrayList<DrillVerdict>();
    verdicts.add(objectives(recovered));
    verdicts.add(wayHome(returned));
    verdicts.add(returned.ledger().verdict());
    if (!residue.isEmpty()) {
      verdicts.add(new DrillVerdict(Outcome.FAILED, "left behind: " + residue));
    }
    var broken = Evidence.brokenChain(files);
    broken.ifPresent(why -> verdicts.add(new DrillVerdict(Outcome.FAILED, why)));
    var criteria = new CriteriaJudge(plan, workload, scenario, files).moved(recovered, returned);
    verdicts.add(CriteriaJudge.verdict(criteria));
    var worst = DrillVerdict.worst(verdicts);
    return result(
        recovered,
        worst,
        new DrillResult.Failback(
            returned.state().done() ? "passed" : "failed",
            returned.state().run().value(),
            returned.reprotect().map(RunId::value).orElse(null),
            Seconds.number(returned.took()),
            lost(returned.survival()),
            why(returned)),
        returned.ledger().shown(),
        residue,
        criteria,
        returned.data(),
        now);
  }

  /// The result of a drill whose failover stopped on the way.
  DrillResult stuck(DrillFailover recovered, Instant now) {
    var phase = recovered.state().phase();
    var outcome =
        phase instanceof RunState.Phase.WaitingForPerson(var code, _)
            ? Outcome.of(code)
            : Outcome.FAILED;
    var why =
        "the failover is %s; go on with 'lifeboat resume %s'"
            .formatted(Phrases.of(phase), recovered.state().run());
    return result(
        recovered,
        new DrillVerdict(outcome, why),
        DrillResult.Failback.none("the failover did not end"),
        DrillResult.Ledger.none("the failover did not end"),
        List.of(),
        null,
        DrillResult.Data.none("the failover did not end"),
        now);
  }

  private DrillResult result(
      DrillFailover recovered,
      DrillVerdict verdict,
      DrillResult.Failback failback,
      DrillResult.Ledger ledger,
      List<String> residue,
      @Nullable Criteria criteria,
      DrillResult.Data data,
      Instant now) {
    var figures = new DrillFigures(workload.objectives(), recovered);
    var broken = Evidence.brokenChain(files);
    return new DrillResult(
        DrillResult.SCHEMA,
        plan.name(),
        workload.name(),
        scenario.word(),
        verdict.outcome(),
        verdict.why().isEmpty() ? null : verdict.why(),
        files.run().value(),
        began.toString(),
        Seconds.number(Duration.between(began, now)),
        figures.rto(),
        figures.rpo(),
        figures.writes(),
        fence(recovered.state()),
        ledger,
        failback,
        residue,
        new DrillResult.EvidenceOf(
            files.folder().toString(),
            broken.isPresent() ? false : null,
            broken.orElse("'lifeboat evidence verify' tells: this file carries no seal of itself")),
        StepResults.of(recovered.state(), recovered.timing().faultAt()),
        criteria,
        null,
        data,
        null,
        null);
  }

  private DrillVerdict objectives(DrillFailover recovered) {
    if (!(recovered.state().phase()
        instanceof RunState.Phase.Ended(Event.Outcome outcome, var why))) {
      return new DrillVerdict(Outcome.FAILED, Phrases.of(recovered.state().phase()));
    }
    return switch (outcome) {
      case DECLINED -> new DrillVerdict(Outcome.REFUSED, why);
      case UNDONE -> new DrillVerdict(Outcome.FAILED, why);
      case DONE -> new DrillFigures(workload.objectives(), recovered).verdict();
    };
  }

  private static DrillVerdict wayHome(DrillFailback returned) {
    if (!returned.state().done()) {
      return new DrillVerdict(
          Outcome.FAILED, "the way home is " + Phrases.of(returned.state().phase()));
    }
    return switch (returned.survival()) {
      case Survival.Counted(_, var lost) when lost.isEmpty() -> DrillVerdict.PASSED;
      case Survival.Counted(_, var lost) ->
          new DrillVerdict(
              Outcome.FAILED, lost.size() + " acknowledged writes lost on the way home");
      case Survival.Unknown(var why) ->
          new DrillVerdict(Outcome.MISSED, "loss on the way home not measured: " + why);
    };
  }

  private static @Nullable Long lost(Survival loss) {
    return switch (loss) {
      case Survival.Counted(_, var lost) -> (long) lost.size();
      case Survival.Unknown _ -> null;
    };
  }

  private static @Nullable String why(DrillFailback returned) {
    if (!returned.state().done()) {
      return Phrases.of(returned.state().phase());
    }
    return returned.survival() instanceof Survival.Unknown(var why) ? why : null;
  }

  private static DrillResult.FenceProof fence(RunState state) {
    var proofs = StepResults.fenceProofs(state);
    return new DrillResult.FenceProof(state.pastNoReturn() && !proofs.isEmpty(), proofs);
  }
}
