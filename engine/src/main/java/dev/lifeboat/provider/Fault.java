package dev.lifeboat.provider;

import java.time.Duration;

/// Something broken on purpose. It stays broken, so that every call into it fails as it would from
/// afar, until it is healed.
public sealed interface Fault {

  /// Every process of the region is killed at once, its agent included.
  record RegionLost(String region) implements Fault {}

  /// Every process of the region is frozen: it accepts connections and answers nothing.
  record RegionHung(String region) implements Fault {}

  /// The region falls silent, as a lost one looks from afar: what is sent to it and what it sends
  /// vanishes, nothing refuses, its processes live on, and nothing outside can tell whether they do
  /// nor end them.
  record RegionSilent(String region) implements Fault {}

  /// Every process of one resource in the region is killed and not started again.
  record ResourceLost(String resource, String region) implements Fault {}

  /// Every process of one resource in the region, or at the edge, is killed at once; what guards it
  /// may start it again.
  record Crashed(String resource, String region) implements Fault {}

  /// The zone in which the writer of a resource runs is lost within the region; what stands by in
  /// another zone may take over.
  record ZoneLost(String resource, String region) implements Fault {}

  /// Only the supervising process of a database is killed; its back ends go on for a moment, and
  /// the region's agent may start it again.
  record PostmasterLost(String resource, String region) implements Fault {}

  /// The front door at the edge is killed; what guards it may start it again after it is healed.
  record FrontDoorLost(String region) implements Fault {}

  /// Nothing passes between two regions, or a region and the arbiter, in silence.
  record LinkCut(String a, String b) implements Fault {}

  /// What passes between two regions, or a region and the arbiter, takes `latency` each way.
  record LinkSlow(String a, String b, Duration latency) implements Fault {
    public LinkSlow {
      if (latency.isNegative()) {
        throw new IllegalArgumentException("latency must be zero or more, was " + latency);
      }
    }
  }
}
