package dev.lifeboat.cli;

import dev.lifeboat.lab.Lab;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.RunbookCompiler;
import java.nio.file.Path;
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
          drill,
          List.of(
              "the lab is not up; bring it up with 'lifeboat lab up %s'".formatted(file.path())));
    }
    var placed = Labs.placement(lab.get(), workload);
    var why = obstacles(workload, lab.get(), placed);
    if (!why.isEmpty()) {
      return status(workload, "not-ready", Optional.of(placed), drill, why);
    }
    var proven = drill.filter(last -> last.outcome().equals("passed")).isPresent();
    return status(
        workload,
        proven ? "ready" : "unproven",
        Optional.of(placed),
        drill,
        proven
            ? List.of()
            : List.of(
                "no drill has passed; hold one with 'lifeboat drill %s'".formatted(file.path())));
  }

  private List<String> obstacles(Workload workload, Lab lab, Placement placed)
      throws InterruptedException, ProblemException {
    var why = new ArrayList<String>();
    placed
        .openRun()
        .ifPresent(
            run -> why.add("run %s is open; go on with 'lifeboat resume %s'".formatted(run, run)));
    var runbook =
        new RunbookCompiler().compile(file.plan(), workload, Mode.FAILOVER, placed.writer());
    for (var row : Preview.of(runbook, lab.provider(workload)).impossible()) {
      why.add(row.goal() + ": " + row.now());
    }
    return why;
  }

  private static WorkloadStatus status(
      Workload workload,
      String readiness,
      Optional<Placement> placed,
      Optional<LastDrill> drill,
      List<String> why) {
    return new WorkloadStatus(
        workload.name(),
        readiness,
        placed.map(Placement::writer).orElse(null),
        placed.flatMap(Placement::openRun).map(RunId::value).orElse(null),
        workload.objectives().rto().toMillis() / 1e3,
        workload.objectives().rpo().toMillis() / 1e3,
        drill.orElse(null),
        why);
  }
}
