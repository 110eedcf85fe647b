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
  static final KeyType.Span HOLDS = new KeyType.Span(Duration.ZERO, Duration.ofDays(7));
  public static final int MAX_ERRORS_PER_MILLE = 10;
  private static final KeyType.Whole PER_MILLE = new KeyType.Whole(0, 1_000);
  // The first requests of a region that slept are slow ones.
  public static final Duration MAX_LATENCY = Duration.ofSeconds(2);
  static final KeyType.Span LATENCIES =
      new KeyType.Span(Duration.ofMillis(1), Duration.ofSeconds(60));

  public FailbackPolicy {
    shares = List.copyOf(shares);
    if (!ascendsToAll(shares)) {
      throw new IllegalArgumentException("shares must ascend from 1 to 100, were " + shares);
    }
    HOLDS.require("hold", hold);
    PER_MILLE.require("maxErrorsPerMille", maxErrorsPerMille);
    LATENCIES.require("maxLatency", maxLatency);
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
