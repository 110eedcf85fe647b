package dev.lifeboat.drill;

import dev.lifeboat.plan.WordedChoice;

/// A kind of drill that breaks nothing. It proves something of the recovery region, and never that
/// a failover works. Its word stands in JSON where other drills have their scenario.
public enum DrillKind implements WordedChoice {
  /// The recovery region is lent a share of the clients' reads.
  SHARE,
  /// The workload is recovered in a sandbox in the recovery region, for no client.
  ISOLATED
}
