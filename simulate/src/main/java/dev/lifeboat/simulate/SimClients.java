package dev.lifeboat.simulate;

import java.util.Arrays;

/// The clients that come through the front door, and what they can tell afterwards: when they were
/// acknowledged. They know nothing else; RTO and RPO are worked out from this and from what the
/// recovered region holds.
final class SimClients {
  private long[] fromNanos = new long[8];
  private long[] toNanos = new long[8];
  private int[] regions = new int[8];
  private int count;

  void acknowledged(int region, long from, long to) {
    if (count > 0 && regions[count - 1] == region && toNanos[count - 1] == from) {
      toNanos[count - 1] = to;
      return;
    }
    if (count == regions.length) {
      fromNanos = Arrays.copyOf(fromNanos, 2 * count);
      toNanos = Arrays.copyOf(toNanos, 2 * count);
      regions = Arrays.copyOf(regions, 2 * count);
    }
    fromNanos[count] = from;
    toNanos[count] = to;
    regions[count++] = region;
  }

  /// The first acknowledgement by `region` after `sinceNanos`; -1 for none.
  long firstBy(int region, long sinceNanos) {
    for (int i = 0; i < count; i++) {
      if (regions[i] == region && toNanos[i] > sinceNanos) {
        return Math.max(sinceNanos, fromNanos[i]);
      }
    }
    return -1;
  }

  int count() {
    return count;
  }

  int region(int index) {
    return regions[index];
  }

  long fromNanos(int index) {
    return fromNanos[index];
  }

  long toNanos(int index) {
    return toNanos[index];
  }
}
