package dev.lifeboat.lab.plan;

import dev.lifeboat.plan.KeyType;
import dev.lifeboat.plan.PlanKey;
import dev.lifeboat.plan.Traffic;
import java.util.Optional;

/// The port of a traffic in a lab.
public record LabTraffic(int port) {
  /// Port that clients connect to: of the front door, or with dns of each region's entrance. Left
  /// out: a free one.
  static final PlanKey<Integer> PORT = new KeyType.Whole(1, 65_535).key("port");

  public LabTraffic {
    PORT.require(port);
  }

  /// What the plan says of `traffic`; empty for a free port.
  public static Optional<LabTraffic> of(Traffic traffic) {
    return traffic.values().find(LabTraffic.class);
  }
}
