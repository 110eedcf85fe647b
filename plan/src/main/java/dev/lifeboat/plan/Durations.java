package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Kind;
import java.time.Duration;
import java.util.Optional;

/// Reads a duration within bounds, both included.
final class Durations {
  private Durations() {}

  static Optional<Duration> of(PlanValue cursor, Duration least, Duration most) {
    return cursor
        .scalar(DurationText.RULE, Kind.TEXT, Kind.INTEGER)
        .flatMap(text -> bounded(cursor, text, least, most));
  }

  private static Optional<Duration> bounded(
      PlanValue cursor, String text, Duration least, Duration most) {
    var duration = DurationText.parse(text);
    if (duration.isEmpty()) {
      boolean lacksUnit = text.chars().allMatch(c -> c >= '0' && c <= '9');
      return cursor.wrong(
          "is " + Quote.of(text) + (lacksUnit ? ", which has no unit" : ""), DurationText.RULE);
    }
    if (duration.get().compareTo(least) < 0 || duration.get().compareTo(most) > 0) {
      return cursor.wrong(
          "is " + Quote.plain(text),
          "allowed: %s to %s".formatted(DurationText.of(least), DurationText.of(most)));
    }
    return duration;
  }
}
