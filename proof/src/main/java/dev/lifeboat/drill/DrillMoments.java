package dev.lifeboat.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The moments of one drill, by the controller's clock.
///
/// @param faultAt when breaking began
/// @param inEffect when it was complete
/// @param detectedAt when all views agreed that the primary is lost
/// @param openedAt when the run was open
/// @param capacityAt when every instance of full capacity was healthy; empty if never
record DrillMoments(
    Instant faultAt,
    Instant inEffect,
    Instant detectedAt,
    Instant openedAt,
    Optional<Instant> capacityAt) {

  /// Whether nobody had to notice anything: the run was open before clients could notice.
  boolean planned() {
    return openedAt.isBefore(faultAt);
  }

  Duration detect() {
    return Duration.between(faultAt, detectedAt);
  }

  Duration decide() {
    return Duration.between(detectedAt, openedAt);
  }

  /// The rest of `rto`; never below zero, since a client can be served before the controller has
  /// noted its last step.
  Duration recover(Duration rto) {
    var rest = rto.minus(detect()).minus(decide());
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  Optional<Duration> capacity() {
    return capacityAt.filter(at -> !at.isBefore(faultAt)).map(at -> Duration.between(faultAt, at));
  }
}
