package dev.lifeboat.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Spans of time as people read them, such as `1 h 30 min`; as a plan writes them they are
/// [DurationText].
public final class SpanText {
  private SpanText() {}

  /// Empty for a span of zero. One that is not of whole seconds is told in milliseconds.
  public static String of(Duration span) {
    if (span.toMillisPart() != 0) {
      return span.toMillis() + " ms";
    }
    var parts = new ArrayList<String>();
    add(parts, span.toDaysPart(), "d");
    add(parts, span.toHoursPart(), "h");
    add(parts, span.toMinutesPart(), "min");
    add(parts, span.toSecondsPart(), "s");
    return String.join(" ", parts);
  }

  private static void add(List<String> parts, long amount, String unit) {
    if (amount != 0) {
      parts.add(amount + " " + unit);
    }
  }
}
