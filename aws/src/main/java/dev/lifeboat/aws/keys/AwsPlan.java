package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Copies;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanKey;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.WordedChoice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// All that a plan's regions share on AWS: tables of DynamoDB, whose keys docs/aws.md has, how long
/// a lease by their votes lasts, and what a drill breaks with.
///
/// @param placements one table, in the region of `placementsIn`
/// @param placementsIn where the placements are
/// @param journals in the arbiter's region and in both others; one table of all three where the
///   placements are in all
/// @param votes one in each of the three regions
/// @param experiments id of an experiment template of AWS FIS in the primary region, by the word of
///   the scenario that it is for
/// @param names of what moves writers inside the account
public record AwsPlan(
    String placements,
    Place placementsIn,
    String journals,
    String votes,
    Duration lease,
    Map<String, String> experiments,
    AccountNames names) {
  /// Where the placements are.
  public enum Place implements WordedChoice {
    ARBITER,
    /// Where a state machine of Step Functions is to claim a workload by itself: it reaches no
    /// other region.
    RECOVERY,
    /// In all three regions, as one global table of strong consistency; the journals too.
    ALL
  }

  /// Some stalls of DynamoDB in two regions at a time are longer than two seconds.
  static final Duration USUAL_LEASE = Duration.ofSeconds(10);

  /// How long a guard may go without votes until its database refuses writes. Short: a failover
  /// waits less. Long: a slow DynamoDB refuses nothing.
  static final PlanKey<Duration> LEASE =
      PlanKey.span("lease", Duration.ofSeconds(2), Duration.ofMinutes(1)).or(USUAL_LEASE);

  /// @throws IllegalArgumentException when the lease is out of its range
  public AwsPlan {
    LEASE.require(lease);
    experiments = Copies.ordered(experiments);
  }

  /// The scenarios that a plan can name an experiment for, by their words.
  public static List<String> experimentWords() {
    return AwsPlanKeys.SCENARIOS.stream().map(PlanKey::name).toList();
  }

  /// The regions that have the placements, in the order in which they are asked.
  public List<Region> placementRegions(Plan plan) {
    return switch (placementsIn) {
      case ARBITER -> plan.regions(Region.Role.ARBITER);
      case RECOVERY -> plan.regions(Region.Role.RECOVERY);
      case ALL -> everywhere(plan);
    };
  }

  /// The same of the journals of runs, of pauses and of what guards tell.
  public List<Region> journalRegions(Plan plan) {
    return placementsIn == Place.ALL ? everywhere(plan) : plan.regions(Region.Role.ARBITER);
  }

  /// The region that a failover leaves comes last.
  private static List<Region> everywhere(Plan plan) {
    return Stream.of(Region.Role.ARBITER, Region.Role.RECOVERY, Region.Role.PRIMARY)
        .flatMap(it -> plan.regions(it).stream())
        .toList();
  }

  /// What `plan` says, whose reader knows AWS.
  public static AwsPlan of(Plan plan) {
    return plan.values().find(AwsPlan.class).orElseThrow();
  }
}
