package dev.lifeboat.canary;

/// The numbers that were acknowledged last, to be read back. Thread-safe.
final class RecentNumbers {
  private static final int KEPT = 64;

  private final long[] numbers = new long[KEPT];
  private long count;

  synchronized void add(long number) {
    numbers[(int) (count % KEPT)] = number;
    count++;
  }

  synchronized boolean any() {
    return count > 0;
  }

  /// One of them, another one for each `turn`. There must be [#any].
  synchronized long pick(long turn) {
    return numbers[(int) (turn % Math.min(count, KEPT))];
  }
}
