package dev.lifeboat.assess;

import dev.lifeboat.plan.AssessPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import java.time.Instant;

/// What rules see of the plan beside one workload.
///
/// @param failAsOne whether one blow takes all its regions
/// @param historyRead whether past drills were looked for, so that none means none
record AssessedPlan(Plan plan, boolean failAsOne, Instant at, boolean historyRead, PlanCost cost) {
  Workload workload(String name) {
    return plan.workload(name);
  }

  AssessPolicy policy() {
    return plan.assess();
  }
}
