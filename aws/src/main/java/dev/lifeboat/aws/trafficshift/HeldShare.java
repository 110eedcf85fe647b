package dev.lifeboat.aws.trafficshift;

import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.time.Duration;
import java.util.Optional;

/// Time for which a share has been in force and borne without a break, as this process saw it. Kept
/// in memory: another process holds the share from the beginning. Thread-safe.
public final class HeldShare {
  private final MonotonicClock clock;
  private Optional<Held> held = Optional.empty();

  private record Held(int percent, Duration since, String seen) {}

  public HeldShare(MonotonicClock clock) {
    this.clock = clock;
  }

  /// Whether this share was in force and borne in the look before.
  public synchronized boolean isHeld(Goal.Share share) {
    return held.filter(it -> it.percent() == share.percent()).isPresent();
  }

  /// From now on it is.
  ///
  /// @param seen what showed that it is in force
  public synchronized void begin(Goal.Share share, String seen) {
    held = Optional.of(new Held(share.percent(), clock.now(), seen));
  }

  /// It is not, or that cannot be told.
  public synchronized void end() {
    held = Optional.empty();
  }

  /// Met once it was held as long as it must be; it is held now.
  public synchronized Observation observed(Goal.Share share) {
    var present = held.orElseThrow();
    var lasts = clock.now().minus(present.since());
    return lasts.compareTo(share.hold()) >= 0
        ? Observation.met(
            "%d %% for %d s, targets healthy in each look; %s"
                .formatted(share.percent(), lasts.toSeconds(), present.seen()))
        : Observation.pending("%d %% of the users go there on trial".formatted(share.percent()));
  }
}
