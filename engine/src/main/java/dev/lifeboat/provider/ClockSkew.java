package dev.lifeboat.provider;

import java.time.Duration;
import java.time.Instant;

/// Skew of another clock against ours, by one answer. It was told in the middle, as far as is
/// known.
///
/// @param took from the question until the answer
/// @param ahead negative where the other clock is behind
public record ClockSkew(Duration took, Duration ahead) {
  private static final Duration LARGE = Duration.ofSeconds(1);

  public static ClockSkew of(Instant asked, Instant told, Instant answered) {
    var took = Duration.between(asked, answered);
    return new ClockSkew(took, Duration.between(asked.plus(took.dividedBy(2)), told));
  }

  /// Whether people can compare times of both clocks in logs and evidence; nothing is decided by
  /// comparing them.
  public boolean isSmall() {
    return isWithin(LARGE.plus(took));
  }

  /// Whether the two are at most that far apart.
  public boolean isWithin(Duration most) {
    return ahead.abs().compareTo(most) <= 0;
  }
}
