package dev.lifeboat.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Spans as people read them.
final class Seconds {
  private static final double NANOS = 1e9;

  private Seconds() {}

  static String of(Duration span) {
    return String.format(Locale.ROOT, "%.2f s", span.toNanos() / NANOS);
  }

  static String of(Instant from, Instant until) {
    return of(Duration.between(from, until));
  }

  /// Rounded to milliseconds, as JSON has them.
  static double number(Duration span) {
    return Math.round(span.toNanos() / 1e6) / 1e3;
  }
}
