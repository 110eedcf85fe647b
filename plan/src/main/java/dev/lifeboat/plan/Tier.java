package dev.lifeboat.plan;

import java.time.Duration;

/// A usual pair of objectives under one word, for workloads that need no figures of their own.
public enum Tier implements WordedChoice {
  /// What the business cannot be without.
  PREMIUM(Duration.ofMinutes(15), Duration.ofMinutes(5)),
  /// What it misses within the hour.
  STANDARD(Duration.ofMinutes(60), Duration.ofMinutes(15)),
  /// What can wait for half a day.
  BASIC(Duration.ofMinutes(240), Duration.ofMinutes(60));

  private final Duration rto;
  private final Duration rpo;

  Tier(Duration rto, Duration rpo) {
    this.rto = rto;
    this.rpo = rpo;
  }

  public Duration rto() {
    return rto;
  }

  public Duration rpo() {
    return rpo;
  }
}
