package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanValue;
import dev.lifeboat.plan.Workload;

/// Conditions on a lease that a plan on AWS speaks of.
final class LeaseRules {
  private LeaseRules() {}

  /// Tells of one that nobody keeps, at the first workload. Tables of votes may be named: they tell
  /// of a lease that a guard of before has left.
  static void check(Plan plan, Workload workload, PlanValue said) {
    boolean speaks = !AwsPlan.of(plan).lease().equals(AwsPlan.USUAL_LEASE);
    boolean isFirst = workload.equals(plan.workloads().values().iterator().next());
    if (speaks
        && isFirst
        && !plan.resources(Database.class).isEmpty()
        && plan.workloads().values().stream().noneMatch(FenceChoice::isVotedOn)) {
      said.wrongAtKey(
          "has no guard, as no workload of the plan has, and 'lease' of its 'aws' is a guard's",
          "leave 'lease' out, or write 'fence: guard'");
    }
  }
}
