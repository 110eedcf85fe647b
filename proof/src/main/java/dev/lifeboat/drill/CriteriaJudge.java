package dev.lifeboat.drill;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.engine.StepState;
import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.Count;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Criterion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Judges the criteria of a drill.
final class CriteriaJudge {
  private CriteriaJudge() {}

  static Criterion figure(DrillResult.Rto rto) {
    return figure(rto.seconds(), rto.objectiveSeconds(), rto.met(), rto.why());
  }

  static Criterion figure(DrillResult.Rpo rpo) {
    return figure(rpo.seconds(), rpo.objectiveSeconds(), rpo.met(), rpo.why());
  }

  private static Criterion figure(
      @Nullable Double seconds, double objective, @Nullable Boolean met, @Nullable String why) {
    if (seconds == null || met == null) {
      return Criterion.unknown(why == null ? "not measured" : why);
    }
    return Criterion.of(met, String.format(Locale.ROOT, "%.3f s of %.3f s", seconds, objective));
  }

  /// Whether a run moved the writer to `recovery`.
  static Criterion course(RunState state, String recovery) {
    var runbook = state.runbook();
    boolean done =
        state.phase() instanceof RunState.Phase.Ended(var outcome, _)
            && outcome == Event.Outcome.DONE
            && runbook.target().equals(recovery);
    return done
        ? Criterion.met(
            "run %s moved the writer from %s to %s"
                .formatted(state.run(), runbook.source(), runbook.target()))
        : Criterion.missed("the run is " + RunWords.phrase(state.phase()));
  }

  /// Whether the plan's checks passed in a run.
  static Criterion function(RunState state) {
    var open = new ArrayList<String>();
    int checks = 0;
    for (var step : state.all().entrySet()) {
      if (step.getKey() instanceof Step.Verify verify) {
        checks++;
        if (!(step.getValue() instanceof StepState.Met)) {
          open.add(verify.phrase() + " is " + RunWords.of(step.getValue()));
        }
      }
    }
    return open.isEmpty() ? checksPass(checks) : Criterion.missed(String.join("; ", open));
  }

  /// So many checks of the plan pass.
  static Criterion checksPass(int count) {
    return Criterion.met(
        switch (count) {
          case 0 -> "the plan asks for no check beside the canary's writes";
          case 1 -> "the plan's check passes";
          default -> "the plan's %d checks pass".formatted(count);
        });
  }

  /// What was compared counts, and whatever was not is told beside the data itself.
  static Criterion sameData(DrillResult.Data data) {
    return Stream.of(
            Optional.ofNullable(data.before()).map(it -> it.criterion("before the return")),
            Optional.ofNullable(data.after()).map(it -> it.criterion("after it")))
        .flatMap(Optional::stream)
        .reduce(Criterion::and)
        .orElseGet(() -> Criterion.unknown(String.valueOf(data.why())));
  }

  /// Whether no client's write failed meanwhile.
  static Criterion unnoticed(DrillResult.@Nullable WriteCounts writes) {
    if (writes == null || writes.lost() == null) {
      return Criterion.unknown("the clients' writes could not be counted");
    }
    boolean all = writes.refused() == 0 && writes.unknown() == 0 && writes.lost() == 0;
    return Criterion.of(
        all && writes.acknowledged() > 0,
        "%s of clients acknowledged, %d refused, %d unknown, %d lost"
            .formatted(
                Count.of(writes.acknowledged(), "write"),
                writes.refused(),
                writes.unknown(),
                writes.lost()));
  }

  /// What the criteria make of the drill. RTO and RPO are judged with the figures themselves.
  static DrillVerdict verdict(Criteria criteria) {
    return DrillVerdict.worst(
        List.of(
            of("recovery", criteria.recovery().judged(), Outcome.FAILED),
            of("function", criteria.function(), Outcome.FAILED),
            of("integrity", criteria.integrity(), Outcome.FAILED),
            of("performance", criteria.performance().judged(), Outcome.MISSED)));
  }

  private static DrillVerdict of(String name, Criterion judged, Outcome whenMissed) {
    var why = judged.why();
    return switch (judged.verdict()) {
      case MET -> DrillVerdict.PASSED;
      case MISSED -> new DrillVerdict(whenMissed, "%s: %s".formatted(name, why));
      case UNKNOWN -> new DrillVerdict(Outcome.MISSED, "%s not known: %s".formatted(name, why));
    };
  }
}
