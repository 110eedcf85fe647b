package dev.lifeboat.canary;

import java.util.concurrent.locks.ReentrantLock;

/// The numbers that were acknowledged last, to be read back. Thread-safe.
final class RecentNumbers {
  private static final int KEPT = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final long[] numbers = new long[KEPT];
  private long count;

  void add(long number) {
    lock.lock();
    try {
      numbers[(int) (count % KEPT)] = number;
      count++;
    } finally {
      lock.unlock();
    }
  }

  boolean any() {
    lock.lock();
    try {
      return count > 0;
    } finally {
      lock.unlock();
    }
  }

  /// One of them, another one for each `turn`. There must be [#any].
  long pick(long turn) {
    lock.lock();
    try {
      return numbers[(int) (turn % Math.min(count, KEPT))];
    } finally {
      lock.unlock();
    }
  }
}
