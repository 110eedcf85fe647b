package dev.lifeboat.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock by which time passes as a controller acts: a little each time that it reads it, and as
/// much as a test says. While the machine stands still nothing passes. Thread-safe.
final class TurnClock implements InstantSource {
  private static final Duration READING = Duration.ofMillis(1);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-20T08:00:00Z"));

  @Override
  public Instant instant() {
    return now.updateAndGet(it -> it.plus(READING));
  }

  void pass(Duration span) {
    now.updateAndGet(it -> it.plus(span));
  }
}
