package dev.lifeboat.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How users come back home once the writer is there: share by share, each held until the home
/// region has shown that it bears it. What stops a share moves users only, never the writer.
///
/// @param shares per cent of the requests that go home, ascending and up to 100; empty for all at
///   once, with nobody served by the other region any more
/// @param maxErrorsPerMille requests of a thousand that a region may fail at a share, 0 to 1000
/// @param window in which the writer may go home; empty for at any time
public record FailbackPolicy(
    List<Integer> shares,
    Duration hold,
    int maxErrorsPerMille,
    Duration maxLatency,
    Optional<MoveWindow> window) {

  static final int ALL = 100;
  static final List<Integer> SHARES = List.of(5, 25, 50, ALL);

  // The default is for a drill, whose one client makes a dozen requests meanwhile.
  /// How long each share is held, and until the home region answered a request; 2 s longer if no
  /// client's fell there. The default suits a drill; give users minutes.
  public static final PlanKey<Duration> HOLD =
      PlanKey.span("hold", Duration.ZERO, Duration.ofDays(7)).or(Duration.ofSeconds(1));

  /// Requests that a region may fail at a share. Above it traffic goes back; the writer stays.
  public static final PlanKey<Integer> MAX_ERROR_RATE =
      QuantityText.PERCENT.key("maxErrorRate").or(10);

  // By default above what the first requests of a region that slept take.
  /// One answer in twenty may take longer. Above it traffic goes back; the writer stays.
  public static final PlanKey<Duration> MAX_LATENCY =
      PlanKey.span("maxLatency", Duration.ofMillis(1), Duration.ofSeconds(60))
          .or(Duration.ofSeconds(2));

  private static final KeyType.Whole PER_MILLE = new KeyType.Whole(0, 1_000);

  public FailbackPolicy {
    shares = List.copyOf(shares);
    if (!ascendsToAll(shares)) {
      throw new IllegalArgumentException("shares must ascend from 1 to 100, were " + shares);
    }
    HOLD.require(hold);
    PER_MILLE.require("maxErrorsPerMille", maxErrorsPerMille);
    MAX_LATENCY.require(maxLatency);
  }

  /// The same at other times.
  FailbackPolicy within(Optional<MoveWindow> other) {
    return new FailbackPolicy(shares, hold, maxErrorsPerMille, maxLatency, other);
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
