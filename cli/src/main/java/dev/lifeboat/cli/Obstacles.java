package dev.lifeboat.cli;

import dev.lifeboat.engine.Preview;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Provider;
import dev.lifeboat.runbook.Mode;
import java.util.List;

/// Which goals of a failover could not be reached if it began now, each with its reason.
final class Obstacles {
  private Obstacles() {}

  /// @param writer the region that would be left
  static List<String> of(Plan plan, Workload workload, Provider provider, String writer)
      throws InterruptedException, ProblemException {
    var runbook = Kinds.of(plan).compiler().compile(plan, workload, Mode.FAILOVER, writer);
    return Preview.of(runbook, provider).impossible().stream()
        .map(row -> row.goal() + ": " + row.now())
        .toList();
  }
}
