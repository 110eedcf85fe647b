package dev.lifeboat.history;

import dev.lifeboat.plan.Count;
import dev.lifeboat.scenario.Criterion;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether a drill was far worse than those before it. Pure.
///
/// @param ratio to the median of the earlier ones that is still met; from the plan
public record Regression(int ratio) {
  /// Fewer earlier drills than this tell nothing of what is usual.
  public static final int FEWEST = 3;

  /// A difference below this is no regression, whatever the ratio: three times a tenth of a second
  /// is chance.
  public static final Duration LEAST = Duration.ofSeconds(2);

  private static final double MILLIS = 1e3;

  /// Judges one figure.
  ///
  /// @param name such as `RTO`
  /// @param now empty when it was not measured, which is judged elsewhere
  /// @param earlier of passed drills of the same scenario with the same plan
  public Criterion judge(String name, Optional<Double> now, List<Double> earlier) {
    if (now.isEmpty() || earlier.size() < FEWEST) {
      return Criterion.met(
          "%s: %s to compare with, %d are needed"
              .formatted(name, Count.of(earlier.size(), "earlier drill"), FEWEST));
    }
    double median = Trend.median(earlier);
    boolean worse = now.get() > ratio * median && now.get() - median > LEAST.toMillis() / MILLIS;
    var seen =
        String.format(
            Locale.ROOT,
            "%s %.2f s, median of %d earlier drills %.2f s, %d times that, or %d s more, is met",
            name,
            now.get(),
            earlier.size(),
            median,
            ratio,
            LEAST.toSeconds());
    return worse ? Criterion.missed(seen) : Criterion.met(seen);
  }
}
