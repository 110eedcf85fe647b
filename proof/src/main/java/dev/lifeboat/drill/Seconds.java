package dev.lifeboat.drill;

import dev.lifeboat.plan.SpanText;
import java.time.Duration;
import java.time.Instant;

/// Spans as people read them.
final class Seconds {
  private Seconds() {}

  static String of(Duration span) {
    return SpanText.seconds(span, 2);
  }

  static String of(Instant from, Instant until) {
    return of(Duration.between(from, until));
  }
}
