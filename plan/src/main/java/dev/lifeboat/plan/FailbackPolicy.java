package dev.lifeboat.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How users come back home once the writer is there: share by share, each held until the home
/// region has shown that it bears it. What stops a share moves users only, never the writer.
///
/// @param shares per cent of the requests that go home, ascending and up to 100; empty for all at
///   once, with nobody served by the other region any more
/// @param hold how long each share is held before the next one, up to 7 days
/// @param maxErrorsPerMille requests of a thousand that a region may fail at a share, 0 to 1000
/// @param maxLatency one answer in twenty may take longer, 1 ms to 60 s
/// @param window in which the writer may go home; empty for at any time
public record FailbackPolicy(
    List<Integer> shares,
    Duration hold,
    int maxErrorsPerMille,
    Duration maxLatency,
    Optional<MoveWindow> window) {

  static final List<Integer> SHARES = List.of(5, 25, 50, 100);
  static final int ALL = 100;
  // For a drill, whose one client makes a dozen requests meanwhile. Real users need minutes.
  static final Duration HOLD = Duration.ofSeconds(1);
  static final Duration LONGEST_HOLD = Duration.ofDays(7);
  public static final int MAX_ERRORS_PER_MILLE = 10;
  static final int THOUSAND = 1_000;
  // The first requests of a region that slept are slow ones.
  public static final Duration MAX_LATENCY = Duration.ofSeconds(2);
  static final Duration SHORTEST_LATENCY = Duration.ofMillis(1);
  static final Duration LONGEST_LATENCY = Duration.ofSeconds(60);

  public FailbackPolicy {
    shares = List.copyOf(shares);
    if (!ascendsToAll(shares)) {
      throw new IllegalArgumentException("shares must ascend from 1 to 100, were " + shares);
    }
    if (hold.isNegative() || hold.compareTo(LONGEST_HOLD) > 0) {
      throw new IllegalArgumentException("hold must be 0 to 7 days, was " + hold);
    }
    if (maxErrorsPerMille < 0 || maxErrorsPerMille > THOUSAND) {
      throw new IllegalArgumentException(
          "maxErrorsPerMille must be 0 to 1000, was " + maxErrorsPerMille);
    }
    if (maxLatency.compareTo(SHORTEST_LATENCY) < 0 || maxLatency.compareTo(LONGEST_LATENCY) > 0) {
      throw new IllegalArgumentException("maxLatency must be 1 ms to 60 s, was " + maxLatency);
    }
  }

  /// Whether each share is above the one before, from 1 up, and the last one is all.
  static boolean ascendsToAll(List<Integer> shares) {
    int before = 0;
    for (int share : shares) {
      if (share <= before) {
        return false;
      }
      before = share;
    }
    return shares.isEmpty() || before == ALL;
  }
}
