package dev.lifeboat.canary;

import java.time.Instant;
import java.time.InstantSource;

/// The wall clock as it was at the start, carried on by the monotonic one: a step of the wall clock
/// in the middle of a drill neither lengthens nor shortens what is measured.
final class CanaryClock implements InstantSource {
  private final Instant base;
  private final long baseNanos;

  CanaryClock(InstantSource wall) {
    this.base = wall.instant();
    this.baseNanos = System.nanoTime();
  }

  @Override
  public Instant instant() {
    return base.plusNanos(System.nanoTime() - baseNanos);
  }
}
