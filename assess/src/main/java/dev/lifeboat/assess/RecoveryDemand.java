package dev.lifeboat.assess;

import dev.lifeboat.plan.Workload;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Demand on a workload: its own objectives, or the shorter RTO of one that needs it, since nobody
/// recovers sooner than what he needs.
///
/// @param of whose RTO it is
record RecoveryDemand(Duration rto, Duration rpo, String of) {

  /// Of each workload, by name.
  static Map<String, RecoveryDemand> all(DependencyGraph graph) {
    var needs = new HashMap<String, RecoveryDemand>();
    for (var workload : graph.neededFirst().reversed()) {
      var need =
          new RecoveryDemand(
              workload.objectives().rto(), workload.objectives().rpo(), workload.name());
      for (var dependent : graph.dependentsOf(workload)) {
        need = need.tightened(needs.getOrDefault(dependent, need));
      }
      needs.put(workload.name(), need);
    }
    return needs;
  }

  boolean isOf(Workload workload) {
    return of.equals(workload.name());
  }

  private RecoveryDemand tightened(RecoveryDemand by) {
    return by.rto.compareTo(rto) < 0 ? new RecoveryDemand(by.rto, rpo, by.of) : this;
  }
}
