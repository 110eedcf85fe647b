package dev.lifeboat.cli;

import dev.lifeboat.lab.Lab;
import dev.lifeboat.lapse.Lapses;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.RunbookCompiler;
import dev.lifeboat.watch.AutomaticFailover;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out whether workloads could be failed over now.
record Readinesses(Path state, PlanFile file) {

  WorkloadStatus of(Workload workload, Optional<LastDrill> drill)
      throws InterruptedException, ProblemException {
    var lab = Labs.ifUp(file.plan(), state);
    if (lab.isEmpty()) {
      return status(
          workload,
          "unknown",
          Optional.empty(),
          Optional.empty(),
          drill,
          new Holds(Holds.Watch.none("the lab is not up"), List.of()),
          List.of(),
          List.of(
              "the lab is not up; bring it up with 'lifeboat lab up %s'".formatted(file.path())));
    }
    var placed = Labs.placement(lab.get(), workload);
    var now = Clock.systemUTC().instant();
    var holds = Holds.of(lab.get(), state, file.plan().name(), workload, placed.writer(), now);
    var lapses = Lapses.of(workload, lab.get().lapses());
    var rows = LapseRow.of(lapses, now);
    var open = openRun(placed);
    var why = obstacles(workload, lab.get(), placed, open, lapses.refusal(now));
    if (!why.isEmpty()) {
      return status(workload, "not-ready", Optional.of(placed), open, drill, holds, rows, why);
    }
    var proven = drill.filter(last -> last.outcome().equals("passed")).isPresent();
    return status(
        workload,
        proven ? "ready" : "unproven",
        Optional.of(placed),
        open,
        drill,
        holds,
        rows,
        proven
            ? List.of()
            : List.of(
                "no drill has passed; hold one with 'lifeboat drill %s'".formatted(file.path())));
  }

  /// The run that `resume` would take up. The journal has the last word: a controller may have died
  /// between its first event and its claim, or between its last event and the release.
  private Optional<RunId> openRun(Placement placed) throws ProblemException {
    var records = new RunRecords(state);
    var claimed = placed.openRun();
    if (claimed.isPresent()) {
      return claimed.filter(run -> !records.isOver(run));
    }
    return records.unclaimed(file.plan().name(), placed);
  }

  private List<String> obstacles(
      Workload workload, Lab lab, Placement placed, Optional<RunId> open, Optional<Problem> loses)
      throws InterruptedException, ProblemException {
    var why = new ArrayList<String>();
    AutomaticFailover.refusal(file.plan(), workload)
        .or(() -> loses)
        .map(Readinesses::phrase)
        .ifPresent(why::add);
    open.ifPresent(
        run -> why.add("run %s is open; go on with 'lifeboat resume %s'".formatted(run, run)));
    var runbook =
        new RunbookCompiler().compile(file.plan(), workload, Mode.FAILOVER, placed.writer());
    for (var row : Preview.of(runbook, lab.provider(workload)).impossible()) {
      why.add(row.goal() + ": " + row.now());
    }
    return why;
  }

  /// Such as `LB3006 'orders' in east goes on without its replica ...; bring the replica back ...`.
  static String phrase(Problem refused) {
    return "%s %s; %s".formatted(refused.code(), refused.happened(), refused.action());
  }

  private static WorkloadStatus status(
      Workload workload,
      String readiness,
      Optional<Placement> placed,
      Optional<RunId> open,
      Optional<LastDrill> drill,
      Holds holds,
      List<LapseRow> lapses,
      List<String> why) {
    return new WorkloadStatus(
        workload.name(),
        readiness,
        placed.map(Placement::writer).orElse(null),
        open.map(RunId::value).orElse(null),
        workload.objectives().rto().toMillis() / 1e3,
        workload.objectives().rpo().toMillis() / 1e3,
        drill.orElse(null),
        holds.watch(),
        holds.holds(),
        lapses,
        why);
  }
}
