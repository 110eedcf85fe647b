package dev.lifeboat.plan;

import java.time.Duration;

/// What a plan's regions share on AWS: tables of DynamoDB, whose keys docs/aws.md has, and how long
/// a lease by their votes lasts.
///
/// @param placements one table, in the region of `placementsIn`
/// @param placementsIn the arbiter's region, or the recovery region where a state machine of Step
///   Functions is to claim the workload by itself: it reaches no other one
/// @param journals in the arbiter's region and in both others
/// @param votes one in each of the three regions
/// @param lease 2 s to 1 min: how long a guard may go without votes and its database still take
///   writes, and about as long as a failover waits before it promotes
public record AwsTables(
    String placements, Region.Role placementsIn, String journals, String votes, Duration lease) {
  static final Duration SHORTEST_LEASE = Duration.ofSeconds(2);
  static final Duration LONGEST_LEASE = Duration.ofMinutes(1);

  /// Without a word on them.
  static final AwsTables DEFAULT =
      new AwsTables(
          "lifeboat-placements",
          Region.Role.ARBITER,
          "lifeboat-journals",
          "lifeboat-votes",
          SHORTEST_LEASE);

  /// @throws IllegalArgumentException when the lease is out of its range
  public AwsTables {
    if (lease.compareTo(SHORTEST_LEASE) < 0 || lease.compareTo(LONGEST_LEASE) > 0) {
      throw new IllegalArgumentException("lease must be 2 s to 1 min, was " + lease);
    }
  }
}
