package dev.lifeboat.simulate;

import java.util.Arrays;

/// How the histories of one store's copies hang together: a copy that becomes writable begins a
/// timeline of its own, which shares the past of the one before it up to the fork.
///
/// Content is told by time: what was written until a moment of true time.
final class Timelines {
  /// Before anything was written.
  static final long NOTHING = Long.MIN_VALUE;

  private int[] parents = {-1, 0, 0, 0};
  private long[] forksNanos = {NOTHING, 0, 0, 0};
  private int[] numbers = {1, 0, 0, 0};
  private int count = 1;

  /// A new timeline that shares `parent` until `forkNanos`.
  int fork(int parent, long forkNanos) {
    if (count == parents.length) {
      parents = Arrays.copyOf(parents, 2 * count);
      forksNanos = Arrays.copyOf(forksNanos, 2 * count);
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    parents[count] = parent;
    forksNanos[count] = forkNanos;
    numbers[count] = numbers[parent] + 1;
    return count++;
  }

  /// As PostgreSQL counts: one above that of the timeline it came from, whatever others did. Two
  /// sides that were promoted from one parent have the same.
  int number(int timeline) {
    return numbers[timeline];
  }

  int parent(int timeline) {
    return parents[timeline];
  }

  long forkNanos(int timeline) {
    return forksNanos[timeline];
  }

  /// Until when a copy at `uptoNanos` of `timeline` holds what was written on `other`.
  long holds(int timeline, long uptoNanos, int other) {
    long limit = uptoNanos;
    int at = timeline;
    while (at != other) {
      limit = Math.min(limit, forksNanos[at]);
      at = parents[at];
      if (at < 0) {
        return NOTHING;
      }
    }
    return limit;
  }
}
