package dev.lifeboat.drill;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.journal.Event;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.ScenarioCourse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Judges a drill that moved the writer by its measurement, and makes the result of it. Pure but
/// for reading the run's own files back.
///
/// @param files of the run that moved it
record Assessment(DrillSubject subject, ScenarioCourse scenario, RunFolder files) {

  /// The result of a drill that went all the way.
  DrillResult of(
      DrillFailover recovered, DrillFailback returned, List<String> residue, Instant now) {
    var measured = measured(recovered);
    var criteria = criteria(measured, recovered, returned);
    var broken = Evidence.brokenChain(files);
    var verdict =
        DrillVerdict.worst(
            List.of(
                objectives(recovered.state().phase(), measured),
                wayHome(returned),
                returned.ledger().verdict(),
                Residue.verdict(residue),
                broken
                    .map(why -> new DrillVerdict(Outcome.FAILED, why))
                    .orElse(DrillVerdict.PASSED),
                CriteriaJudge.verdict(criteria)));
    var counted = DrillFigures.writes(returned.measured());
    var failback =
        new FailbackResult(
            returned.state().done() ? "passed" : "failed",
            returned.state().run().value(),
            returned.reprotect().map(RunId::value).orElse(null),
            SpanText.number(Duration.between(returned.from(), returned.until())),
            counted == null ? null : counted.lost(),
            why(returned),
            counted,
            new FailbackResult.Between(returned.from().toString(), returned.until().toString()),
            returned.pause().map(FailbackResult.Pause::of).orElse(null));
    return new DrillResult(
        subject.head(verdict, now),
        measured,
        safety(recovered.state(), returned.ledger().shown(), failback, residue),
        StepResults.of(recovered.state(), recovered.timing().faultAt()),
        new DrillResult.Comparison(criteria, null, returned.data()),
        DrillResult.Rehearsed.NOTHING,
        Evidence.clients(files, recovered).orElse(null),
        null);
  }

  /// The result of a drill whose failover stopped on the way.
  DrillResult stuck(DrillFailover recovered, Instant now) {
    var state = recovered.state();
    var phase = state.phase();
    var outcome =
        phase instanceof RunState.Phase.WaitingForPerson(var code, _)
            ? Outcome.of(code)
            : Outcome.FAILED;
    var verdict =
        new DrillVerdict(
            outcome,
            "the failover is %s; go on with 'lifeboat resume %s'"
                .formatted(RunWords.phrase(phase), state.run()));
    return cut(recovered, verdict, now, "the failover did not end");
  }

  /// The result of a drill that a problem ended after its failover was measured.
  DrillResult cut(DrillFailover recovered, DrillVerdict verdict, Instant now) {
    return cut(recovered, verdict, now, "the drill did not get so far");
  }

  private DrillResult cut(
      DrillFailover recovered, DrillVerdict verdict, Instant now, String unknown) {
    var state = recovered.state();
    var ledger =
        Evidence.ledger(files)
            .map(DrillLedger::shown)
            .orElseGet(() -> DrillResult.Ledger.none(unknown));
    return DrillResult.cut(
        subject.head(verdict, now),
        measured(recovered),
        safety(state, ledger, FailbackResult.none(unknown), List.of()),
        StepResults.of(state, recovered.timing().faultAt()),
        unknown);
  }

  private DrillResult.Measured measured(DrillFailover recovered) {
    return DrillFigures.of(subject.workload().objectives(), recovered).measured();
  }

  private Criteria criteria(
      DrillResult.Measured measured, DrillFailover recovered, DrillFailback returned) {
    var state = recovered.state();
    var course = CriteriaJudge.course(state, subject.plan().recovery().name());
    return new Criteria(
        new Criteria.Course(scenario, recovered.course().and(course)),
        CriteriaJudge.figure(measured.rto()),
        CriteriaJudge.figure(measured.rpo()),
        CriteriaJudge.function(state),
        returned.integrity().and(CriteriaJudge.sameData(returned.data())),
        recovered.performance());
  }

  private DrillResult.Safety safety(
      RunState state, DrillResult.Ledger ledger, FailbackResult failback, List<String> residue) {
    var proofs = StepResults.fenceProofs(state);
    var broken = Evidence.brokenChain(files);
    return new DrillResult.Safety(
        new DrillResult.FenceProof(state.pastNoReturn() && !proofs.isEmpty(), proofs),
        ledger,
        failback,
        residue,
        new DrillResult.EvidenceOf(
            files.folder().toString(),
            broken.isPresent() ? false : null,
            broken.orElse("'lifeboat evidence verify' tells it: the seal came after this file")));
  }

  private static DrillVerdict objectives(RunState.Phase phase, DrillResult.Measured measured) {
    if (!(phase instanceof RunState.Phase.Ended(Event.Outcome outcome, var why))) {
      return new DrillVerdict(Outcome.FAILED, RunWords.phrase(phase));
    }
    return switch (outcome) {
      case DECLINED -> new DrillVerdict(Outcome.REFUSED, why);
      case UNDONE -> new DrillVerdict(Outcome.FAILED, why);
      case DONE -> DrillFigures.verdict(measured);
    };
  }

  private static DrillVerdict wayHome(DrillFailback returned) {
    if (!returned.state().done()) {
      return new DrillVerdict(
          Outcome.FAILED, "the way home is " + RunWords.phrase(returned.state().phase()));
    }
    return switch (returned.survival()) {
      case Survival.Counted(_, var lost) when lost.isEmpty() -> DrillVerdict.PASSED;
      case Survival.Counted(_, var lost) ->
          new DrillVerdict(
              Outcome.FAILED,
              Count.of(lost.size(), "acknowledged write") + " lost on the way home");
      case Survival.Unknown(var why) ->
          new DrillVerdict(Outcome.MISSED, "loss on the way home not measured: " + why);
    };
  }

  private static @Nullable String why(DrillFailback returned) {
    if (!returned.state().done()) {
      return RunWords.phrase(returned.state().phase());
    }
    return returned.survival() instanceof Survival.Unknown(var why) ? why : null;
  }
}
