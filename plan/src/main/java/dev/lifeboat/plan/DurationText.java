package dev.lifeboat.plan;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Durations as a plan writes them: `200ms`, `5s`, `15m`, `4h`, `1d`, `0`, or ISO-8601 such as
/// `PT1H30M`. A number without a unit is refused, but for zero, which needs none.
public final class DurationText {
  /// How to write one, as told after a mistake.
  public static final String RULE = "write a duration such as 200ms, 5s, 15m, 4h, 1d or PT1H30M";

  /// Ten years: more is a slip, and sums stay far from any overflow.
  static final Duration LONGEST = Duration.ofDays(3650);

  static final Pattern WITH_UNIT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  static final Pattern ISO =
      Pattern.compile(
          "P(?=[0-9T])([0-9]{1,4}D)?"
              + "(T(?=[0-9])([0-9]{1,9}H)?([0-9]{1,9}M)?([0-9]{1,9}(\\.[0-9]{1,9})?S)?)?");

  private DurationText() {}

  /// Any length that can be written; the bounds of a key are told by whoever knows them.
  public static Optional<Duration> parse(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    if (ISO.matcher(text).matches()) {
      return Optional.of(Duration.parse(text));
    }
    var parts = WITH_UNIT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(parts.group(1));
    var duration =
        switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        };
    return Optional.of(duration);
  }

  /// The shortest form that [#parse] reads back as the same duration.
  public static String of(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    if (duration.toNanosPart() % 1_000_000 != 0) {
      return duration.toString();
    }
    if (duration.toMillisPart() != 0) {
      return duration.toMillis() + "ms";
    } else if (duration.toSecondsPart() != 0) {
      return duration.toSeconds() + "s";
    } else if (duration.toMinutesPart() != 0) {
      return duration.toMinutes() + "m";
    }
    return duration.toHoursPart() != 0 ? duration.toHours() + "h" : duration.toDays() + "d";
  }
}
