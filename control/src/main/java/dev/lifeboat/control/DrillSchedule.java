package dev.lifeboat.control;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.history.DrillCalendar;
import dev.lifeboat.history.DrillCalendar.Past;
import dev.lifeboat.history.DrillType;
import dev.lifeboat.history.HoldableDrills;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.ProviderKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The drills that are to be held of a plan, by what was held below a state folder.
///
/// @param kind of the plan's regions
public record DrillSchedule(PlanFile file, ProviderKind kind, Path state) {
  /// What counts: a drill that missed is to be held again.
  private static final Set<RunOutcome> COUNTING =
      Set.of(new RunOutcome.Judged(Outcome.PASSED), RunOutcome.Unjournalled.HELD);

  /// The calendar of each workload, by name, in the order of the file.
  ///
  /// @throws ProblemException LB4009 when a run cannot be read that may be such a drill
  public Map<String, DrillCalendar> at(Instant now) throws ProblemException {
    var runs = new RunRecords(state).list();
    var calendars = new LinkedHashMap<String, DrillCalendar>();
    for (var workload : file.plan().workloads().values()) {
      var own =
          newestWhole(
              runs.stream()
                  .filter(run -> run.mayBeOf(file.plan().name(), workload.name()))
                  .toList());
      var unread = RunRecords.unread(own);
      if (unread.isPresent()) {
        throw ProblemException.lasting(
            Code.LB4009,
            unread.get(),
            "which drills were held is not known",
            "mend its permissions or move its folder away");
      }
      calendars.put(
          workload.name(),
          DrillCalendar.of(
              workload, HoldableDrills.of(kind, file.plan(), workload), past(own), now));
    }
    return calendars;
  }

  /// Only the newest of each kind moves a day, so that of these all of the journal is read.
  ///
  /// @param runs newest first
  private static List<RunSummary> newestWhole(List<RunSummary> runs) {
    var seen = new HashSet<RunSummary.Activity>();
    return runs.stream()
        .map(run ->
            COUNTING.contains(run.outcome()) && seen.add(run.activity())
                ? RunRecords.whole(run)
                : run)
        .toList();
  }

  private static List<Past> past(List<RunSummary> runs) {
    return runs.stream()
        .filter(run -> COUNTING.contains(run.outcome()))
        .flatMap(run ->
            run.at().stream()
                .map(at ->
                    new Past(
                        DrillType.of(run.activity().scenario().orElse("")),
                        run.kind() == RunSummary.Kind.TABLETOP,
                        at)))
        .toList();
  }
}
