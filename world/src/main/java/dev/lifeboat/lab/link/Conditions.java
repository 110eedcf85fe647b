package dev.lifeboat.lab.link;

import org.jspecify.annotations.Nullable;

/// How the way from one region toward one peer behaves.
///
/// @param latencyMillis added to every byte that leaves, one way
/// @param jitterMillis at most so much more, drawn anew for every read; order is kept
/// @param bandwidthBytesPerSecond shared by all connections to the peer; null means no limit
/// @param cut nothing passes in either direction, and nothing is refused
public record Conditions(
    long latencyMillis, long jitterMillis, @Nullable Long bandwidthBytesPerSecond, boolean cut) {

  /// A way as short as the machine allows.
  public static final Conditions CLEAR = new Conditions(0, 0, null, false);

  private static final long LONGEST_MILLIS = 60_000;

  public Conditions {
    requireMillis("latencyMillis", latencyMillis);
    requireMillis("jitterMillis", jitterMillis);
    if (bandwidthBytesPerSecond != null && bandwidthBytesPerSecond < 1) {
      throw new IllegalArgumentException(
          "bandwidthBytesPerSecond must be above zero or null, was " + bandwidthBytesPerSecond);
    }
  }

  public Conditions withLatencyMillis(long millis) {
    return new Conditions(millis, jitterMillis, bandwidthBytesPerSecond, cut);
  }

  public Conditions withCut(boolean nowCut) {
    return new Conditions(latencyMillis, jitterMillis, bandwidthBytesPerSecond, nowCut);
  }

  private static void requireMillis(String name, long millis) {
    if (millis < 0 || millis > LONGEST_MILLIS) {
      throw new IllegalArgumentException(
          "%s must be between 0 and %d, was %d".formatted(name, LONGEST_MILLIS, millis));
    }
  }
}
