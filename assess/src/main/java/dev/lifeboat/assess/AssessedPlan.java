package dev.lifeboat.assess;

import dev.lifeboat.plan.AssessPolicy;
import dev.lifeboat.plan.Plan;
import java.time.Instant;

/// A plan as rules see it beside one workload.
record AssessedPlan(Plan plan, PlanAssessment.Input input, PlanCost cost, AssessedPeople people) {
  AssessPolicy policy() {
    return plan.assess();
  }

  Instant at() {
    return input.at();
  }

  /// Whether past drills were looked for, so that none means none.
  boolean historyRead() {
    return input.drills().isPresent();
  }
}
