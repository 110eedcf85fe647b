package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanValue;
import dev.lifeboat.plan.Workload;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Sets of regions over which DynamoDB keeps one table of strong consistency: a table's three
/// regions are of one set.
///
/// Source: "GlobalTableWitness" of the CloudFormation template reference.
final class StrongRegions {
  private static final List<Set<String>> SETS =
      List.of(
          Set.of("us-east-1", "us-east-2", "us-west-2"),
          Set.of("eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1"),
          Set.of("ap-northeast-1", "ap-northeast-2", "ap-northeast-3"));

  private StrongRegions() {}

  /// Tells once for a plan, at its first workload, that no such table can be made for it.
  static void check(Plan plan, Workload workload, PlanValue said) {
    var regions = plan.regions().values().stream().map(AwsRegion::nameOf).toList();
    if (AwsPlan.of(plan).placementsIn() == AwsPlan.Place.ALL
        && plan.workloads().values().iterator().next().equals(workload)
        && SETS.stream().noneMatch(it -> it.containsAll(regions))) {
      said.wrongAtKey(
          "is placed in all regions, and DynamoDB keeps no table of strong consistency over "
              + String.join(", ", regions),
          "leave 'placementsIn: all' out, or use three regions of one of these sets: "
              + SETS.stream()
                  .map(it -> it.stream().sorted().collect(Collectors.joining(", ")))
                  .collect(Collectors.joining("; ")));
    }
  }
}
