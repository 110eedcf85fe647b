package dev.lifeboat.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Spans of time as people read them, such as `1 h 30 min`: each way to round one stands here
/// alone. As a plan writes them they are [DurationText].
public final class SpanText {
  private static final double NANOS = 1e9;
  private static final Duration EXACT_BELOW = Duration.ofSeconds(10);
  private static final int MINUTE = 60;
  private static final double SHORT = 0.0995;

  private SpanText() {}

  /// Empty for a span of zero. One that is not of whole seconds is told in milliseconds.
  public static String of(Duration span) {
    if (span.toMillisPart() != 0) {
      return span.toMillis() + " ms";
    }
    var text = new StringBuilder();
    add(text, span.toDaysPart(), "d");
    add(text, span.toHoursPart(), "h");
    add(text, span.toMinutesPart(), "min");
    add(text, span.toSecondsPart(), "s");
    return text.toString();
  }

  /// In the largest unit up to hours that leaves no rest, such as `90 s`, `15 min` or `36 h`; what
  /// is neither short nor of whole minutes in several, such as `10 min 1 s`.
  public static String inFewUnits(Duration span) {
    if (span.toMillisPart() != 0) {
      return span.toMillis() + " ms";
    } else if (span.isZero() || span.toSecondsPart() != 0) {
      return span.toMinutes() < 2 ? span.toSeconds() + " s" : of(span);
    }
    return span.toMinutesPart() == 0 ? span.toHours() + " h" : span.toMinutes() + " min";
  }

  /// One that was measured: `0.91 s`.
  public static String measured(Duration span) {
    return seconds(span, 2);
  }

  /// As the other one, from one moment to another.
  public static String measured(Instant from, Instant until) {
    return measured(Duration.between(from, until));
  }

  /// One that was measured, of whatever length: two decimals, three where two would hide it, such
  /// as `0.61 s` and `0.041 s`; whole seconds from ten minutes on.
  public static String exact(double seconds) {
    double size = Math.abs(seconds);
    if (size == 0) {
      return "0 s";
    }
    return size < 10 * MINUTE ? seconds(seconds, size < SHORT ? 3 : 2) : whole(seconds);
  }

  /// One that somebody chose, such as `15 min` or `1 min 30 s`.
  public static String objective(double seconds) {
    if (seconds >= MINUTE) {
      return whole(seconds);
    }
    return seconds == Math.rint(seconds) ? (long) seconds + " s" : exact(seconds);
  }

  private static String whole(double seconds) {
    return of(Duration.ofSeconds(Math.round(seconds)));
  }

  /// One that is estimated: whole seconds, but for what is shorter than ten.
  public static String estimated(Duration span) {
    if (span.isZero()) {
      return "0 s";
    }
    return span.compareTo(EXACT_BELOW) < 0
        ? seconds(span, 1)
        : of(Duration.ofSeconds(Math.ceilDiv(span.toMillis(), 1000)));
  }

  /// How long, roughly: `3 s`, `2 h`.
  public static String rough(Duration span) {
    if (span.toMinutes() < 2) {
      return Math.max(0, span.toSeconds()) + " s";
    } else if (span.toHours() < 2) {
      return span.toMinutes() + " min";
    }
    return span.toDays() < 2 ? span.toHours() + " h" : span.toDays() + " days";
  }

  /// Rounded to so many decimals, such as `0.91 s`.
  public static String seconds(Duration span, int decimals) {
    return seconds(span.toNanos() / NANOS, decimals);
  }

  /// As the other one.
  public static String seconds(double seconds, int decimals) {
    return String.format(Locale.ROOT, "%%.%df s".formatted(decimals), seconds);
  }

  /// In seconds, rounded to milliseconds, as JSON has them.
  public static double number(Duration span) {
    return Math.round(span.toNanos() / 1e6) / 1e3;
  }

  /// In milliseconds, rounded to microseconds, as JSON has them.
  public static double millis(Duration span) {
    return Math.round(span.toNanos() / 1e3) / 1e3;
  }

  private static void add(StringBuilder text, long amount, String unit) {
    if (amount != 0) {
      text.append(text.isEmpty() ? "" : " ").append(amount).append(' ').append(unit);
    }
  }
}
