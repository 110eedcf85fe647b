package dev.lifeboat.drill;

import java.util.Arrays;
import java.util.List;

/// A kind of drill that breaks nothing. It proves something of the recovery region, and never that
/// a failover works.
public enum DrillKind {
  /// The recovery region is lent a share of the clients' reads.
  SHARE("share"),
  /// The workload is recovered in a sandbox in the recovery region, for no client.
  ISOLATED("isolated");

  private final String word;

  DrillKind(String word) {
    this.word = word;
  }

  /// As it stands in JSON where other drills have their scenario.
  public String word() {
    return word;
  }

  /// The words of all of them.
  public static List<String> words() {
    return Arrays.stream(values()).map(DrillKind::word).toList();
  }
}
