package dev.lifeboat.simulate;

import java.util.ArrayList;
import java.util.List;

/// How the histories of one store's copies hang together: a copy that becomes writable begins a
/// timeline of its own, which shares the past of the one before it up to the fork.
///
/// Content is told by time: what was written until a moment of true time.
final class Timelines {
  /// Before anything was written.
  static final long NOTHING = Long.MIN_VALUE;

  /// @param parent the one before it; -1 of the first
  /// @param forkNanos until when it shares that one's past
  /// @param number as PostgreSQL counts
  private record Timeline(int parent, long forkNanos, int number) {}

  private final List<Timeline> all = new ArrayList<>(List.of(new Timeline(-1, NOTHING, 1)));

  /// A new timeline that shares `parent` until `forkNanos`.
  int fork(int parent, long forkNanos) {
    all.add(new Timeline(parent, forkNanos, number(parent) + 1));
    return all.size() - 1;
  }

  /// As PostgreSQL counts: one above that of the timeline it came from, whatever others did. Two
  /// sides that were promoted from one parent have the same.
  int number(int timeline) {
    return all.get(timeline).number;
  }

  int parent(int timeline) {
    return all.get(timeline).parent;
  }

  long forkNanos(int timeline) {
    return all.get(timeline).forkNanos;
  }

  /// Until when a copy at `uptoNanos` of `timeline` holds what was written on `other`.
  long holds(int timeline, long uptoNanos, int other) {
    long limit = uptoNanos;
    int at = timeline;
    while (at != other) {
      limit = Math.min(limit, forkNanos(at));
      at = parent(at);
      if (at < 0) {
        return NOTHING;
      }
    }
    return limit;
  }
}
