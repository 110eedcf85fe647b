package dev.lifeboat.report;

import dev.lifeboat.scenario.Performance;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The times of which the criterion of performance holds the medians against each other.
record SpeedSection(List<Row> rows) {
  /// @param middle which of the times is the median, counted from 1
  /// @param times of all writes, shortest first, in milliseconds
  record Row(String when, String count, String middle, String times) {
    private static Row of(String when, List<Double> times) {
      return new Row(
          when,
          TimeText.count(times.size(), "acknowledged write"),
          TimeText.count(times.size() / 2 + 1),
          times.stream()
              .map(each -> String.format(Locale.ROOT, "%.1f", each))
              .collect(Collectors.joining(" ")));
    }
  }

  /// Empty where other times were judged: those of a sandbox or of a share are held against those
  /// at home.
  static Optional<SpeedSection> of(Contents contents, Moments moments) {
    var criteria = contents.told(it -> it.comparison().criteria());
    var recording = contents.recording().value();
    if (criteria.isEmpty()
        || recording.isEmpty()
        || moments.fault().isEmpty()
        || moments.ended().isEmpty()) {
      return Optional.empty();
    }
    var writes = recording.get().writes();
    var before = Performance.Span.before(recording.get(), moments.fault().get());
    var after = Performance.Span.after(recording.get(), moments.ended().get());
    var was = Performance.times(writes, before);
    var is = Performance.times(writes, after);
    var judged = criteria.get().performance();
    return isMedian(judged.beforeMillis(), was) && isMedian(judged.afterMillis(), is)
        ? Optional.of(
            new SpeedSection(
                List.of(Row.of("before the fault", was), Row.of("once recovered", is))))
        : Optional.empty();
  }

  private static boolean isMedian(@Nullable Double millis, List<Double> times) {
    return millis != null && Performance.median(times).filter(millis::equals).isPresent();
  }
}
