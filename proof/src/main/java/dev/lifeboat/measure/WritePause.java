package dev.lifeboat.measure;

import java.time.Duration;
import java.time.Instant;

/// Time in which no write was acknowledged, between two that were, or after the last.
public record WritePause(Instant from, Instant until) {
  public Duration span() {
    return Duration.between(from, until);
  }
}
