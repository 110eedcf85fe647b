package dev.lifeboat.assess;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Percentiles of spans that runs measured, by nearest rank.
///
/// @param p90 nine of ten took no longer
public record MeasuredSpread(Duration median, Duration p90, int runs) {
  private static final int PERCENT = 100;
  private static final int HALF = 50;
  private static final int NINE_OF_TEN = 90;

  /// Of spans in any order; empty where there are none.
  public static Optional<MeasuredSpread> of(List<Duration> spans) {
    var sorted = spans.stream().sorted().toList();
    return sorted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new MeasuredSpread(rank(sorted, HALF), rank(sorted, NINE_OF_TEN), sorted.size()));
  }

  private static Duration rank(List<Duration> sorted, int percent) {
    return sorted.get(Math.ceilDiv(percent * sorted.size(), PERCENT) - 1);
  }
}
