package dev.lifeboat.drill;

import dev.lifeboat.plan.WordedChoice;
import java.util.Arrays;
import java.util.List;

/// A kind of drill that breaks nothing. It proves something of the recovery region, and never that
/// a failover works. Its word stands in JSON where other drills have their scenario.
public enum DrillKind implements WordedChoice {
  /// The recovery region is lent a share of the clients' reads.
  SHARE,
  /// The workload is recovered in a sandbox in the recovery region, for no client.
  ISOLATED;

  /// The words of all of them.
  public static List<String> words() {
    return Arrays.stream(values()).map(DrillKind::word).toList();
  }
}
