package dev.lifeboat.assess;

import dev.lifeboat.plan.Workload;
import java.time.Duration;
import java.util.List;

/// Demand on a workload: its own objectives, or the shorter RTO of one that needs it, since nobody
/// recovers sooner than what he needs.
///
/// @param of whose RTO it is
record RecoveryDemand(Duration rto, Duration rpo, String of) {

  /// Of each workload, by its number.
  static List<RecoveryDemand> all(DependencyGraph graph) {
    var all = new RecoveryDemand[graph.byName().size()];
    for (var node : graph.neededFirst().reversed()) {
      var workload = node.workload();
      var need =
          new RecoveryDemand(
              workload.objectives().rto(), workload.objectives().rpo(), workload.name());
      for (var dependent : node.dependents()) {
        need = need.tightened(all[dependent.number()]);
      }
      all[node.number()] = need;
    }
    return List.of(all);
  }

  boolean isOf(Workload workload) {
    return of.equals(workload.name());
  }

  private RecoveryDemand tightened(RecoveryDemand by) {
    return by.rto.compareTo(rto) < 0 ? new RecoveryDemand(by.rto, rpo, by.of) : this;
  }
}
