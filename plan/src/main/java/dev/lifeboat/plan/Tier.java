package dev.lifeboat.plan;

import java.time.Duration;

/// Usual objectives under one word, for workloads that need no figures of their own.
public enum Tier implements WordedChoice {
  /// What the business cannot be without.
  PREMIUM(Duration.ofMinutes(15), Duration.ofMinutes(5), 35),
  /// What it misses within the hour.
  STANDARD(Duration.ofMinutes(60), Duration.ofMinutes(15), 14),
  /// What can wait for half a day.
  BASIC(Duration.ofMinutes(240), Duration.ofMinutes(60), 7);

  private final Duration rto;
  private final Duration rpo;
  private final Duration keep;

  Tier(Duration rto, Duration rpo, int keptDays) {
    this.rto = rto;
    this.rpo = rpo;
    this.keep = Duration.ofDays(keptDays);
  }

  public Duration rto() {
    return rto;
  }

  public Duration rpo() {
    return rpo;
  }

  /// How long backups stay at least.
  Duration keep() {
    return keep;
  }
}
