package dev.lifeboat.assess;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Lag of copies, by hours that a watch saw.
///
/// @param p99 in ninety-nine of a hundred hours no copy was further behind, by nearest rank
/// @param hours at least [#FEWEST]
public record MeasuredLag(Duration p99, int hours) {
  /// Of less than a day nobody knows the nightly load.
  public static final int FEWEST = 24;

  private static final int NINETY_NINE = 99;
  private static final int PERCENT = 100;

  /// That of hours in any order; empty where they are too few.
  ///
  /// @param worst the longest lag of each
  public static Optional<MeasuredLag> of(List<Duration> worst) {
    var sorted = worst.stream().sorted().toList();
    return sorted.size() < FEWEST
        ? Optional.empty()
        : Optional.of(
            new MeasuredLag(
                sorted.get(Math.ceilDiv(NINETY_NINE * sorted.size(), PERCENT) - 1), sorted.size()));
  }
}
