package dev.lifeboat.lab.frontdoor;

import java.util.Arrays;
import java.util.Optional;

/// How long the newest requests took. Not thread-safe: who counts holds its own lock.
final class Latencies {
  private static final int NEWEST = 1_000;
  private static final double NANOS_A_MICRO = 1e3;
  private static final double MICROS_A_MILLI = 1e3;

  private final long[] nanos = new long[NEWEST];
  private long count;

  void add(long tookNanos) {
    nanos[Math.floorMod(count, NEWEST)] = tookNanos;
    count++;
  }

  /// In milliseconds, to the microsecond; empty before the first.
  Optional<Double> median() {
    return ranked(0.5);
  }

  /// As [#median].
  Optional<Double> slowest() {
    return ranked(1);
  }

  private Optional<Double> ranked(double rank) {
    int kept = (int) Math.min(count, NEWEST);
    if (kept == 0) {
      return Optional.empty();
    }
    var sorted = Arrays.copyOf(nanos, kept);
    Arrays.sort(sorted);
    long nanosThere = sorted[(int) Math.min(kept - 1L, Math.round(rank * kept))];
    return Optional.of(Math.round(nanosThere / NANOS_A_MICRO) / MICROS_A_MILLI);
  }
}
