package dev.lifeboat.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The newest of a row of figures beside the median of those before it.
///
/// @param last null when there is none
/// @param median of the earlier ones; null when there are none
/// @param ratio of last to median; null when there is none, or the median is zero
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Trend(@Nullable Double last, @Nullable Double median, @Nullable Double ratio) {

  /// The trend of `figures`, oldest first.
  static Trend of(List<Double> figures) {
    if (figures.isEmpty()) {
      return new Trend(null, null, null);
    }
    var last = figures.getLast();
    var earlier = figures.subList(0, figures.size() - 1);
    if (earlier.isEmpty()) {
      return new Trend(last, null, null);
    }
    double median = median(earlier);
    return new Trend(
        last,
        Math.round(1000 * median) / 1000.0,
        median > 0 ? Math.round(100 * last / median) / 100.0 : null);
  }

  /// Of an even number the mean of the middle two.
  static double median(List<Double> figures) {
    var sorted = figures.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
