package dev.lifeboat.aws.check;

import dev.lifeboat.aws.rds.Zones;
import dev.lifeboat.problem.ProblemException;
import java.util.List;

/// Looks at a database whose plan names an experiment that loses its zone: whatever would have the
/// drill refused. No failover needs it, so that it is a warning.
///
/// @param home the region where the drill would lose the zone
record ZoneLook(Zones zones, String database, String home) {
  List<AwsFinding> findings() throws InterruptedException {
    try {
      zones.requireStandby(home);
      return List.of();
    } catch (ProblemException refused) {
      return List.of(AwsFinding.warning(database, refused.problem()));
    }
  }
}
