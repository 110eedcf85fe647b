package dev.lifeboat.plan;

/// The tables of DynamoDB that a plan's regions share; docs/aws.md has their keys.
///
/// @param placements one table, in the region of `placementsIn`
/// @param placementsIn the arbiter's region, or the recovery region where a state machine of Step
///   Functions is to claim the workload by itself: it reaches no other one
/// @param journals in the arbiter's region and in both others
/// @param votes one in each of the three regions
public record AwsTables(
    String placements, Region.Role placementsIn, String journals, String votes) {
  /// Without a word on them.
  static final AwsTables DEFAULT =
      new AwsTables(
          "lifeboat-placements", Region.Role.ARBITER, "lifeboat-journals", "lifeboat-votes");
}
