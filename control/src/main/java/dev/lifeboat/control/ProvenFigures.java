package dev.lifeboat.control;

import dev.lifeboat.assess.DrillProof;
import dev.lifeboat.assess.MeasuredLag;
import dev.lifeboat.assess.MeasuredRecovery;
import dev.lifeboat.assess.MeasuredSpread;
import dev.lifeboat.assess.PastSpans;
import dev.lifeboat.history.DrillType;
import dev.lifeboat.history.PastDrill;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.StepId;
import dev.lifeboat.scenario.Scenarios;
import dev.lifeboat.watch.WatchFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What past drills measured of a plan as it is now, for an assessment of it: those of a lost
/// region, which its estimates are about.
///
/// @param failover the runbook of a workload's failover; empty where none can be followed
public record ProvenFigures(
    PlanFile file, Path state, Function<Workload, Optional<Runbook>> failover) {
  private static final DrillType REGION_LOSS = new DrillType.OfScenario(Scenarios.REGION_LOSS);
  private static final double MILLIS = 1e3;

  /// By workload; one that was never drilled is not in it.
  ///
  /// @param at drills that ended later are left out: they had proven nothing yet
  /// @throws ProblemException LB4009 when a run cannot be read that may be such a drill
  public Map<String, DrillProof> asOf(Instant at) throws ProblemException {
    var records = new RunRecords(state);
    var runs = records.list().stream().filter(run -> !beganAfter(run, at)).toList();
    var watched = WatchSources.history(state, file.plan().name());
    boolean anyWatched = Files.isDirectory(watched.folder());
    var proven = new HashMap<String, DrillProof>();
    if (runs.isEmpty() && !anyWatched) {
      return proven;
    }
    for (var workload : file.plan().workloads().values()) {
      var proofs = new PastDrills(state, file, workload).read(records, runs);
      if (proofs.unread().isPresent()) {
        throw unknown(proofs.unread().get());
      }
      var drills =
          proofs.drills().stream()
              .filter(it -> it.type().equals(REGION_LOSS))
              .filter(it -> !it.ended().isAfter(at))
              .toList();
      var runbook = failover.apply(workload);
      var steps =
          runbook.isEmpty()
              ? Map.<StepId, MeasuredSpread>of()
              : StepHistory.of(runbook.get(), runs).spreads();
      var lag = anyWatched ? lag(watched, workload, at) : Optional.<MeasuredLag>empty();
      var subject = new RunSummary.Subject(file.plan().name(), workload.name());
      var unprotected = PastProtection.lost(subject, runs).map(RunSummary::run);
      if (!drills.isEmpty() || !steps.isEmpty() || lag.isPresent() || unprotected.isPresent()) {
        proven.put(workload.name(), standing(drills, lag, steps).unprotectedSince(unprotected));
      }
    }
    return proven;
  }

  /// Of the copies that a failover from home would promote.
  private Optional<MeasuredLag> lag(WatchFolder watched, Workload workload, Instant at)
      throws ProblemException {
    try {
      var home = file.plan().primary().name();
      return MeasuredLag.of(watched.lags(workload.name()).worst(home, at).toList());
    } catch (ProblemException unread) {
      throw unknown(unread.problem().happened());
    }
  }

  private static ProblemException unknown(String unread) {
    return ProblemException.lasting(
        Code.LB4009,
        unread,
        "what drills have measured is not known; nothing was assessed",
        "mend its permissions or move its folder away; without drills: --history none");
  }

  private static boolean beganAfter(RunSummary run, Instant at) {
    return run.at().filter(began -> began.isAfter(at)).isPresent();
  }

  /// What drills of a lost region come to, oldest first. The newest has the last word: what it
  /// could not repeat is proven no longer, and where it measured nothing older figures tell
  /// nothing.
  static DrillProof standing(
      List<PastDrill> drills, Optional<MeasuredLag> lag, Map<StepId, MeasuredSpread> steps) {
    var ofThisPlan = drills.stream().filter(PastDrill::samePlan).toList();
    var refuted =
        Stream.of(drills, ofThisPlan)
            .filter(it -> !it.isEmpty())
            .map(List::getLast)
            .filter(it -> !it.passed())
            .findFirst();
    boolean tells = refuted.isEmpty() || refuted.filter(ProvenFigures::hasFigures).isPresent();
    return new DrillProof(
        tells ? worst(drills) : Optional.empty(),
        refuted.map(it -> "the drill %s ended as %s".formatted(it.run(), it.end().word())),
        ofThisPlan.isEmpty() || refuted.isPresent()
            ? Optional.empty()
            : Optional.of(ofThisPlan.getLast().run()),
        new PastSpans(
            spread(ofThisPlan, PastDrill::rtoSeconds),
            spread(ofThisPlan, PastDrill::rpoSeconds),
            lag,
            steps),
        Optional.empty());
  }

  private static Optional<MeasuredSpread> spread(
      List<PastDrill> drills, Function<PastDrill, Optional<Double>> figure) {
    return MeasuredSpread.of(
        drills.stream().flatMap(it -> figure.apply(it).stream()).map(ProvenFigures::span).toList());
  }

  private static boolean hasFigures(PastDrill drill) {
    return drill.samePlan() && drill.rtoSeconds().isPresent() && drill.rpoSeconds().isPresent();
  }

  /// The longest outage and the greatest loss among those of the plan as it is now that passed, and
  /// those that did not since: a miss that a newer drill made good is history.
  private static Optional<MeasuredRecovery> worst(List<PastDrill> all) {
    var passed = all.stream().filter(PastDrill::proves).map(PastDrill::at).max(Instant::compareTo);
    var drills =
        all.stream()
            .filter(ProvenFigures::hasFigures)
            .filter(it -> it.passed() || passed.filter(it.at()::isBefore).isEmpty())
            .toList();
    var rto = drills.stream().flatMap(it -> it.rtoSeconds().stream()).max(Double::compare);
    var rpo = drills.stream().flatMap(it -> it.rpoSeconds().stream()).max(Double::compare);
    var newest = drills.stream().map(PastDrill::ended).max(Instant::compareTo);
    return rto.flatMap(outage ->
        rpo.flatMap(loss -> newest.map(at -> new MeasuredRecovery(span(outage), span(loss), at))));
  }

  private static Duration span(double seconds) {
    return Duration.ofMillis(Math.round(seconds * MILLIS));
  }
}
