package dev.lifeboat.plan;

/// The tables of DynamoDB that a plan's regions share; docs/aws.md has their keys.
///
/// @param placements in the arbiter's region
/// @param journals in the arbiter's region and in both others
/// @param votes one in each of the three regions
public record AwsTables(String placements, String journals, String votes) {
  /// Without a word on them.
  static final AwsTables DEFAULT =
      new AwsTables("lifeboat-placements", "lifeboat-journals", "lifeboat-votes");
}
