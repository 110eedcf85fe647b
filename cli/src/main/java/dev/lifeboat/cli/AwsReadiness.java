package dev.lifeboat.cli;

import dev.lifeboat.aws.AssumedRoles;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.check.AwsCheck;
import dev.lifeboat.aws.check.AwsFinding.Weight;
import dev.lifeboat.cli.CheckCommand.Ready;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Whether the workloads of a plan on AWS could be failed over now.
///
/// @param state the state folder
/// @param dns whether Route 53 is asked too
record AwsReadiness(PlanFile file, Path state, boolean dns) {

  /// @throws ProblemException LB2008 when the plan does not say where something is
  List<Ready> ready() throws InterruptedException, ProblemException {
    var found = new ArrayList<Ready>();
    try (var check =
        new AwsCheck(
            file.plan(),
            AwsClients.ofThisMachine().as(AssumedRoles.of(file.plan())),
            InstantSource.system())) {
      for (var workload : file.plan().workloads().values()) {
        found.add(ready(workload, rows(check, workload)));
      }
    }
    return found;
  }

  private List<FindingRow> rows(AwsCheck check, Workload workload) throws InterruptedException {
    try {
      var writer =
          new ControlledWorkload(file, workload, check.account(), state).placement().writer();
      var found = new ArrayList<>(check.of(workload, writer));
      if (dns) {
        found.addAll(check.dns(workload, writer));
      }
      return found.stream().map(FindingRow::of).toList();
    } catch (ProblemException failed) {
      return List.of(FindingRow.of(workload.name(), Weight.OBSTACLE, failed.problem()));
    }
  }

  private static Ready ready(Workload workload, List<FindingRow> rows) {
    var why = new ArrayList<String>();
    var warnings = new ArrayList<String>();
    for (var row : rows) {
      (row.is(Weight.WARNING) ? warnings : why).add(row.phrase());
    }
    return new Ready(workload.name(), word(rows), List.of(), why, warnings, rows);
  }

  private static String word(List<FindingRow> rows) {
    if (rows.stream().anyMatch(it -> it.is(Weight.OBSTACLE))) {
      return "not-ready";
    }
    return rows.stream().anyMatch(it -> it.is(Weight.UNKNOWN)) ? "unknown" : "ready";
  }
}
