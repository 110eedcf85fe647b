package dev.lifeboat.drill;

import java.time.Instant;

/// What a drill has measured while it is not over.
@FunctionalInterface
public interface DrillSoFar {

  /// The result of the drill if it ends now; what it did not get to is unknown there.
  DrillResult endedBy(DrillVerdict verdict, Instant now);
}
