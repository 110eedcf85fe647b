package dev.lifeboat.control;

import dev.lifeboat.assess.MeasuredRecovery;
import dev.lifeboat.history.PastDrill;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Scenarios;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What past drills measured of a plan as it is now, for an assessment of it: those of a lost
/// region, which its estimates are about.
public record ProvenFigures(PlanFile file, Path state) {
  private static final double MILLIS = 1e3;

  /// By workload; one that no drill proves is not in it.
  ///
  /// @param at drills that began later are left out
  /// @throws ProblemException LB4009 when a run cannot be read that may be such a drill
  public Map<String, MeasuredRecovery> asOf(Instant at) throws ProblemException {
    var records = new RunRecords(state);
    var runs = records.list().stream().filter(run -> !beganAfter(run, at)).toList();
    var proven = new HashMap<String, MeasuredRecovery>();
    if (runs.isEmpty()) {
      return proven;
    }
    for (var workload : file.plan().workloads().values()) {
      var proofs = new PastDrills(state, file, workload).read(records, runs);
      if (proofs.unread().isPresent()) {
        throw unknown(proofs.unread().get());
      }
      var drills =
          proofs.drills().stream()
              .filter(PastDrill::proves)
              .filter(it -> it.scenario().equals(Scenarios.REGION_LOSS.word()))
              .filter(it -> !it.at().isAfter(at))
              .toList();
      worst(drills).ifPresent(it -> proven.put(workload.name(), it));
    }
    return proven;
  }

  private static ProblemException unknown(String unread) {
    return ProblemException.lasting(
        Code.LB4009,
        unread,
        "what drills have measured is not known; nothing was assessed",
        "mend its permissions or move its folder away; without drills: --history none");
  }

  private static boolean beganAfter(RunSummary run, Instant at) {
    return run.at() != null && Instant.parse(run.at()).isAfter(at);
  }

  /// The longest outage and the greatest loss among them.
  static Optional<MeasuredRecovery> worst(List<PastDrill> drills) {
    var rto = drills.stream().flatMap(it -> it.rtoSeconds().stream()).max(Double::compare);
    var rpo = drills.stream().flatMap(it -> it.rpoSeconds().stream()).max(Double::compare);
    var newest = drills.stream().map(PastDrill::at).max(Instant::compareTo);
    return rto.flatMap(outage ->
        rpo.flatMap(loss -> newest.map(at -> new MeasuredRecovery(span(outage), span(loss), at))));
  }

  private static Duration span(double seconds) {
    return Duration.ofMillis(Math.round(seconds * MILLIS));
  }
}
