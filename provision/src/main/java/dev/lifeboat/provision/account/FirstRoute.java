package dev.lifeboat.provision.account;

import dev.lifeboat.aws.route.Route;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// What a route object says at first: after a failover users are where the writer is, not where the
/// plan would have them.
record FirstRoute(Plan plan, Placements placements) {
  /// Where writers are.
  interface Placements {
    /// Empty where nobody has said so yet.
    Optional<Placement> of(String workload) throws ProblemException;
  }

  /// Of several workloads behind it the one that moved last leads.
  String text(ProvisionIndex.Put object) throws ProblemException {
    var found = Stream.<Placement>builder();
    for (var workload : plan.workloads().values()) {
      boolean led =
          AwsSites.of(plan, workload).names().values().stream()
              .flatMap(it -> it.objects().values().stream())
              .anyMatch(it -> it.bucket().equals(object.bucket()) && it.key().equals(object.key()));
      if (led) {
        placements.of(workload.name()).ifPresent(found::add);
      }
    }
    return found
        .build()
        .max(Comparator.comparingLong(Placement::epoch))
        .map(it -> Route.first(it.writer(), it.epoch()))
        .orElse(object.body());
  }
}
