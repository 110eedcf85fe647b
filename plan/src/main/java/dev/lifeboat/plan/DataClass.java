package dev.lifeboat.plan;

import java.time.Duration;
import java.util.Optional;

/// A kind of data that the law has kept for a time.
public enum DataClass implements WordedChoice {
  /// Seven years, two of which may be leap years.
  FINANCIAL(7 * 365 + 2),
  /// Ten years, three of which may be leap years.
  CLAIMS(10 * 365 + 3),
  AUDIT;

  private final Optional<Duration> kept;

  DataClass(int days) {
    this.kept = Optional.of(Duration.ofDays(days));
  }

  DataClass() {
    this.kept = Optional.empty();
  }

  /// How long a backup of it stays at least; empty for ever.
  public Optional<Duration> kept() {
    return kept;
  }
}
