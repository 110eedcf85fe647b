package dev.lifeboat.guard.vote;

import java.time.Duration;

/// A monotonic clock with what is said about it.
///
/// @param name of it, as its makers call it
/// @param slewed whether time synchronisation may change its rate
/// @param readings of it
public record NamedClock(String name, boolean slewed, MonotonicClock readings)
    implements MonotonicClock {

  /// The next best. On Linux it is `CLOCK_MONOTONIC`, which is slewed; on macOS and Windows a
  /// counter that nobody slews.
  static NamedClock ofTheVirtualMachine() {
    return new NamedClock(
        "System.nanoTime", CLibrary.isLinux(), () -> Duration.ofNanos(System.nanoTime()));
  }

  @Override
  public Duration now() {
    return readings.now();
  }
}
