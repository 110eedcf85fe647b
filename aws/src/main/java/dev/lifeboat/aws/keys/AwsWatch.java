package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.PerRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import java.util.Optional;
import java.util.function.Function;

/// Places where a watch on AWS looks, of each of the two regions.
///
/// @param probe an address of the region's own load balancer that answers with 2xx while users are
///   served there
/// @param alarm the name of an alarm of CloudWatch in the other region, which is in alarm while
///   users of this one are not served
public record AwsWatch(PerRegion probe, PerRegion alarm) {
  /// Whether any workload of `plan` has an alarm to look at.
  public static boolean namesAlarm(Plan plan) {
    return plan.workloads().values().stream()
        .anyMatch(workload ->
            plan.regions().keySet().stream()
                .anyMatch(it -> said(workload, AwsWatch::alarm, it).isPresent()));
  }

  /// What the traffic of `workload` says in one of the two of `region`; empty if nothing.
  public static Optional<String> said(
      Workload workload, Function<AwsWatch, PerRegion> part, String region) {
    return workload.resources(Traffic.class).stream()
        .flatMap(it -> AwsTraffic.of(it).flatMap(AwsTraffic::watch).stream())
        .flatMap(it -> part.apply(it).in(region).stream())
        .findFirst();
  }
}
