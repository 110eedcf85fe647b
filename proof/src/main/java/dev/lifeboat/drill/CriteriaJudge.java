package dev.lifeboat.drill;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.StepState;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Judgement;
import dev.lifeboat.scenario.Performance;
import dev.lifeboat.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Judges the criteria of a drill, from its figures and its folder.
final class CriteriaJudge {
  private final Plan plan;
  private final Workload workload;
  private final Scenario scenario;
  private final RunFolder files;

  CriteriaJudge(Plan plan, Workload workload, Scenario scenario, RunFolder files) {
    this.plan = plan;
    this.workload = workload;
    this.scenario = scenario;
    this.files = files;
  }

  /// Of a drill that moved the writer and brought it home.
  Criteria moved(DrillFailover recovered, DrillFailback returned) {
    var figures = new DrillFigures(workload.objectives(), recovered);
    return criteria(
        figures,
        recovered.course().and(course(recovered.state())),
        function(recovered.state()),
        returned.integrity().and(sameData(returned.data())),
        runEnded()
            .map(ended -> performance(recovered.timing().faultAt(), ended))
            .orElseGet(() -> Performance.unknown("the run did not end")));
  }

  Criteria criteria(
      DrillFigures figures,
      Criterion course,
      Criterion function,
      Criterion integrity,
      Performance performance) {
    return new Criteria(
        Criteria.Course.of(scenario.recovery(), course),
        figure(figures.rto()),
        figure(figures.rpo()),
        function,
        integrity,
        performance);
  }

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
    var seen = String.format(Locale.ROOT, "%.3f s of %.3f s", seconds, objective);
    return met ? Criterion.met(seen) : Criterion.missed(seen);
  }

  private Criterion course(RunState state) {
    var runbook = state.runbook();
    var way =
        "run %s moved the writer from %s to %s"
            .formatted(state.run(), runbook.source(), runbook.target());
    boolean done =
        state.phase() instanceof RunState.Phase.Ended(var outcome, _)
            && outcome == Event.Outcome.DONE
            && runbook.target().equals(plan.recovery().name());
    return done ? Criterion.met(way) : Criterion.missed("the run is " + Phrases.of(state.phase()));
  }

  private static Criterion function(RunState state) {
    var open = new ArrayList<String>();
    int checks = 0;
    for (var step : state.all().entrySet()) {
      if (step.getKey() instanceof Step.Verify verify) {
        checks++;
        if (!(step.getValue() instanceof StepState.Met)) {
          open.add(verify.phrase() + " is " + Phrases.of(step.getValue()));
        }
      }
    }
    if (checks == 0) {
      return Criterion.met("the plan asks for no check beside the canary's writes");
    }
    return open.isEmpty()
        ? Criterion.met(checks(checks))
        : Criterion.missed(String.join("; ", open));
  }

  static String checks(int count) {
    return count == 1 ? "the plan's check passes" : "the plan's %d checks pass".formatted(count);
  }

  /// What was compared counts, and whatever was not is told beside the data itself.
  private static Criterion sameData(DrillResult.Data data) {
    return Stream.of(
            Optional.ofNullable(data.before()).map(it -> it.criterion("before the return")),
            Optional.ofNullable(data.after()).map(it -> it.criterion("after it")))
        .flatMap(Optional::stream)
        .reduce(Criterion::and)
        .orElseGet(() -> Criterion.unknown(String.valueOf(data.why())));
  }

  /// Of the writes before `faultAt` and of those from `recoveredAt` on.
  Performance performance(Instant faultAt, Instant recoveredAt) {
    try {
      var recording = CanaryHistory.parse(Files.readAllBytes(files.canary()));
      return Performance.of(
          recording,
          new Performance.Span(recording.header().startedAt(), faultAt),
          new Performance.Span(recoveredAt, recording.lastMoment().plusNanos(1)));
    } catch (IOException | CanaryLogException unreadable) {
      return Performance.unknown(String.valueOf(unreadable.getMessage()));
    }
  }

  /// From here on every instance of the recovery region serves.
  private Optional<Instant> runEnded() {
    try {
      return JournalReader.read(files.journal()).entries().stream()
          .filter(entry -> entry.event() instanceof Event.RunEnded)
          .map(entry -> entry.at())
          .findFirst();
    } catch (ProblemException damaged) {
      return Optional.empty();
    }
  }

  /// What the criteria make of the drill. RTO and RPO are judged with the figures themselves.
  static DrillVerdict verdict(Criteria criteria) {
    var course = criteria.recovery();
    var performance = criteria.performance();
    return DrillVerdict.worst(
        List.of(
            of("recovery", course.verdict(), course.why(), Outcome.FAILED),
            of("function", criteria.function(), Outcome.FAILED),
            of("integrity", criteria.integrity(), Outcome.FAILED),
            of("performance", performance.verdict(), performance.why(), Outcome.MISSED)));
  }

  private static DrillVerdict of(String name, Criterion criterion, Outcome whenMissed) {
    return of(name, criterion.verdict(), criterion.why(), whenMissed);
  }

  private static DrillVerdict of(String name, Judgement judged, String why, Outcome whenMissed) {
    return switch (judged) {
      case MET -> DrillVerdict.PASSED;
      case MISSED -> new DrillVerdict(whenMissed, "%s: %s".formatted(name, why));
      case UNKNOWN -> new DrillVerdict(Outcome.MISSED, "%s not known: %s".formatted(name, why));
    };
  }
}
