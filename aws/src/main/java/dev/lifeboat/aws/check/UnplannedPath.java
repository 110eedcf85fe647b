package dev.lifeboat.aws.check;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Shows of a compiled failover that no goal of it needs the old region: a fence is proven by votes
/// and objects elsewhere, and everything else is a goal of the region that takes over. But a bucket
/// whose workload has no database has no votes either: S3 there must refuse a write. Pure.
final class UnplannedPath {
  private UnplannedPath() {}

  /// @param unguarded resources whose fence no vote proves
  static List<Concern> findings(Runbook runbook, Set<String> unguarded) {
    var findings = new ArrayList<Concern>();
    for (var step : runbook.steps()) {
      if (step instanceof Step.Reach reach && needsWhatIsLeft(reach.goal(), runbook, unguarded)) {
        findings.add(
            Concern.explained(
                reach.goal().resource(),
                Weight.OBSTACLE,
                Problem.lasting(
                    Code.LB2006,
                    "%s is a step of a failover, and needs %s"
                        .formatted(reach.goal().phrase(), runbook.source()),
                    "once %s is lost the failover would wait for it".formatted(runbook.source()),
                    reach.goal() instanceof Goal.Fenced
                        ? "give the workload a database, whose guard's lease fences all of it; or"
                            + " be ready to override the fence by name"
                        : "choose a strategy that needs nothing there; see 'lifeboat runbook'")));
      }
    }
    return findings;
  }

  private static boolean needsWhatIsLeft(Goal goal, Runbook runbook, Set<String> unguarded) {
    return goal instanceof Goal.Fenced
        ? unguarded.contains(goal.resource())
        : !goal.region().equals(runbook.target());
  }
}
