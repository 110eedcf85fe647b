package dev.lifeboat.awstestbed;

import dev.lifeboat.plan.Database.Engine;
import dev.lifeboat.plan.Strategy;
import java.util.List;
import java.util.Map;

/// The plan file of a [Shop].
///
/// @param engine of its database
/// @param database name of its instances
/// @param bucket as the plan has it, or a comment
/// @param capacity what the service runs on, as the plan has it
/// @param targetGroups by region
/// @param entry the way in of its users, as the plan has it
record ShopPlan(
    Strategy strategy,
    Engine engine,
    String database,
    String bucket,
    String capacity,
    Map<String, String> targetGroups,
    String entry) {
  /// What a load balancer of the emulator looks at if it is told nothing else.
  static final String READY = "/";

  private static final List<String> REGIONS =
      List.of(TestBed.PRIMARY, TestBed.RECOVERY, Tables.REGION);

  /// A service of tasks.
  static String by(EcsTasks tasks) {
    return "cluster: %s, ecsService: %s, secrets: [%s]"
        .formatted(tasks.name(), tasks.name(), tasks.secret());
  }

  /// A service of a group of instances.
  static String by(Instances instances) {
    return "autoScalingGroup: " + instances.name();
  }

  /// Users come by a name.
  static String by(RoutedName names, boolean shares) {
    return """
    { type: traffic, to: web, mode: dns, ttl: 1s, aws: { name: %s, shares: %s, \
    nameServers: ["%s"], bucket: %s } }\
    """
        .formatted(names.name(), shares, names.server(), names.buckets());
  }

  /// Users come by an accelerator.
  static String by(SimulatedAccelerator accelerator, boolean shares) {
    return """
    { type: traffic, to: web, mode: accelerator, aws: { name: shop.example.com, shares: %s, \
    endpointGroup: { east: "%s", west: "%s" }, tells: "%s" } }\
    """
        .formatted(
            shares,
            accelerator.groups().get("east"),
            accelerator.groups().get("west"),
            accelerator.tells());
  }

  /// With tables of its own, which are made.
  ///
  /// @param lease how long it lasts
  String in(TestBed bed, String lease) {
    return """
    plan: aws-shop
    regions:
      east: { provider: aws, role: primary, aws: { region: %s } }
      west: { provider: aws, role: recovery, aws: { region: %s } }
      edge: { provider: aws, role: arbiter, aws: { region: %s } }
    workloads:
      shop:
        objectives: { rto: 30m, rpo: 5m }
        strategy: %s
        resources:
          orders:
            type: database
            engine: %s
            aws: { dbInstance: %s, logins: [shop] }
          %s
          web:
            type: service
            run: [shop]
            instances: { serving: 2, standby: %d }
            uses: [orders]
            ready: %s
            aws: { %s, targetGroup: { east: "%s", west: "%s" } }
          entry: %s
        failover: { trigger: manual }
        failback: { shares: [5, 25, 100], hold: 1s }
    aws: { placements: %s, journals: %s, votes: %s, lease: %s }
    """
        .formatted(
            TestBed.PRIMARY,
            TestBed.RECOVERY,
            Tables.REGION,
            strategy.word(),
            engine.word(),
            database,
            bucket,
            strategy == Strategy.PILOT_LIGHT ? 0 : 1,
            READY,
            capacity,
            targetGroups.get("east"),
            targetGroups.get("west"),
            entry,
            Tables.newPlacements(bed),
            Tables.newJournals(bed, REGIONS),
            Tables.newVotes(bed, REGIONS),
            lease);
  }
}
