package dev.lifeboat.plan;

import java.time.Duration;
import java.util.OptionalLong;

/// The WAN between two regions, the same in both directions.
///
/// @param bandwidthBytesPerSecond above zero; empty for as much as the machine has
public record Link(
    String a, String b, Duration latency, Duration jitter, OptionalLong bandwidthBytesPerSecond) {

  /// Beyond this a link is cut, not slow.
  private static final KeyType.Span DELAY = new KeyType.Span(Duration.ZERO, Duration.ofSeconds(10));

  /// One way.
  static final PlanKey<Duration> LATENCY = DELAY.key("latency").or(Duration.ZERO);

  /// At most this much is added to or taken from the latency.
  static final PlanKey<Duration> JITTER = DELAY.key("jitter").or(Duration.ZERO);

  public Link {
    Names.require("region", a);
    Names.require("region", b);
    if (a.equals(b)) {
      throw new IllegalArgumentException("a link is between two regions, was '" + a + "' twice");
    }
    LATENCY.require(latency);
    JITTER.require(jitter);
    if (bandwidthBytesPerSecond.isPresent() && bandwidthBytesPerSecond.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "bandwidth must be above zero, was " + bandwidthBytesPerSecond.getAsLong());
    }
  }

  /// Whether this is the link of these two regions, in either order.
  public boolean joins(String one, String other) {
    return (a.equals(one) && b.equals(other)) || (a.equals(other) && b.equals(one));
  }
}
