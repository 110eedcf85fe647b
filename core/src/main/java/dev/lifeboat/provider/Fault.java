package dev.lifeboat.provider;

import java.time.Duration;

/// Something broken on purpose. It stays broken, so that every call into it fails as it would from
/// afar, until it is healed.
public sealed interface Fault {

  /// Every process of the region is killed at once, its agent included.
  record RegionLost(String region) implements Fault {}

  /// Every process of the region is frozen: it accepts connections and answers nothing.
  record RegionHung(String region) implements Fault {}

  /// Every process of one resource in the region is killed and not started again.
  record ResourceLost(String resource, String region) implements Fault {}

  /// Only the supervising process of a database is killed; its back ends go on for a moment, and
  /// the region's agent may start it again.
  record PostmasterLost(String resource, String region) implements Fault {}

  /// The front door at the edge is killed; what guards it may start it again after it is healed.
  record FrontDoorLost(String region) implements Fault {}

  /// Nothing passes between two regions, in silence.
  record LinkCut(String a, String b) implements Fault {}

  /// What passes between two regions takes `latency` each way.
  record LinkSlow(String a, String b, Duration latency) implements Fault {
    public LinkSlow {
      if (latency.isNegative()) {
        throw new IllegalArgumentException("latency must be zero or more, was " + latency);
      }
    }
  }

  /// Breaks and heals. Both are idempotent.
  interface Injector {
    void inject(Fault fault) throws InterruptedException, dev.lifeboat.problem.ProblemException;

    void heal(Fault fault) throws InterruptedException, dev.lifeboat.problem.ProblemException;
  }
}
