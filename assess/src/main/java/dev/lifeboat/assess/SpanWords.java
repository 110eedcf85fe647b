package dev.lifeboat.assess;

import dev.lifeboat.plan.SpanText;
import java.time.Duration;

/// Estimates as people read them: whole seconds, but for what is shorter than ten.
public final class SpanWords {
  private static final Duration EXACT_BELOW = Duration.ofSeconds(10);

  private SpanWords() {}

  public static String of(Duration span) {
    if (span.isZero()) {
      return "0 s";
    }
    if (span.compareTo(EXACT_BELOW) < 0) {
      return SpanText.seconds(span, 1);
    }
    return SpanText.of(Duration.ofSeconds(Math.ceilDiv(span.toMillis(), 1000)));
  }
}
