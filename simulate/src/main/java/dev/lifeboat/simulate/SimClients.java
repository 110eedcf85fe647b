package dev.lifeboat.simulate;

import java.util.ArrayList;
import java.util.List;

/// The clients that come through the front door, and what they can tell afterwards: when they were
/// acknowledged. They know nothing else; RTO and RPO are worked out from this and from what the
/// recovered region holds.
final class SimClients {

  /// A stretch of time in which one region acknowledged; the last one grows.
  static final class Stretch {
    final int region;
    final long fromNanos;
    long toNanos;

    private Stretch(int region, long fromNanos, long toNanos) {
      this.region = region;
      this.fromNanos = fromNanos;
      this.toNanos = toNanos;
    }
  }

  private final List<Stretch> stretches = new ArrayList<>();

  /// In the order of time.
  List<Stretch> stretches() {
    return stretches;
  }

  void acknowledged(int region, long from, long to) {
    var last = stretches.isEmpty() ? null : stretches.getLast();
    if (last != null && last.region == region && last.toNanos == from) {
      last.toNanos = to;
    } else {
      stretches.add(new Stretch(region, from, to));
    }
  }

  /// The first acknowledgement by `region` after `sinceNanos`; -1 for none.
  long firstBy(int region, long sinceNanos) {
    for (var stretch : stretches) {
      if (stretch.region == region && stretch.toNanos > sinceNanos) {
        return Math.max(sinceNanos, stretch.fromNanos);
      }
    }
    return -1;
  }

  /// The last acknowledgement by `region` until `untilNanos`; 0 for none.
  long lastBy(int region, long untilNanos) {
    long last = 0;
    for (var stretch : stretches) {
      if (stretch.region == region && stretch.toNanos <= untilNanos) {
        last = Math.max(last, stretch.toNanos);
      }
    }
    return last;
  }
}
