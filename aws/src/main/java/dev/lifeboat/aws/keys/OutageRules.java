package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.DurationText;
import dev.lifeboat.plan.PlanValue;
import dev.lifeboat.plan.Workload;
import java.time.Duration;

/// Conditions on a workload on AWS that is moved for its users alone.
final class OutageRules {
  private OutageRules() {}

  /// A planned move needs a guard. Until its lease is over a region that is being lost looks like
  /// one whose users are out.
  static void check(Duration lease, Workload workload, PlanValue said) {
    var outages = workload.failover().outages();
    if (outages.countsUsers() && FenceRules.lacksLease(workload.resources().values())) {
      said.wrongAtKey(
          "has 'on: users', which leads to a planned move, and 'fence: api' makes none",
          "leave 'on' of 'failover' out, or write 'fence: guard'");
    }
    if (outages.countsUsers()
        && FenceChoice.isVotedOn(workload)
        && outages.usersAfter().compareTo(lease) < 0) {
      said.wrongAtKey(
          "moves users who are out for %s, and its lease lasts %s: so long a region that is lost"
                  .formatted(DurationText.of(outages.usersAfter()), DurationText.of(lease))
              + " looks alike",
          "write a 'usersAfter' of 'failover' of at least %s, or leave it out"
              .formatted(DurationText.of(lease)));
    }
  }
}
