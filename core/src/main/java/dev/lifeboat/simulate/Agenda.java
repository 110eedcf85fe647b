package dev.lifeboat.simulate;

import java.util.Arrays;

/// What happens when, in virtual time: the events in order of their time, and of their making where
/// times are equal. A heap in two arrays, because every simulated message passes here, and one of
/// four children a node, because it is half as deep: a key is the time in nanoseconds, then the
/// number of the event.
final class Agenda {
  private static final int NUMBER_BITS = 20;
  private static final int CHILD_BITS = 2;

  // Two hours: no world lasts as long.
  private static final long LATEST_NANOS = 1L << (63 - NUMBER_BITS);

  private long[] keys = new long[128];
  private Runnable[] events = new Runnable[128];
  private int size;
  private long made;
  private long done;
  private long nowNanos;
  private long hash;

  /// True time since the begin of this world.
  long nowNanos() {
    return nowNanos;
  }

  /// Events that have happened so far.
  long done() {
    return done;
  }

  /// Changes with every event's time and order: two worlds with the same hash went the same way.
  long hash() {
    return hash;
  }

  void after(long delayNanos, Runnable event) {
    at(nowNanos + Math.max(0, delayNanos), event);
  }

  /// Lets `event` happen then, or now if that is past.
  void at(long timeNanos, Runnable event) {
    if (made >> NUMBER_BITS != 0 || timeNanos >= LATEST_NANOS) {
      throw new IllegalStateException(
          "a world makes at most 2^20 events in two hours, was at %d and %d ns"
              .formatted(made, timeNanos));
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      events = Arrays.copyOf(events, 2 * size);
    }
    up(Math.max(timeNanos, nowNanos) << NUMBER_BITS | made++, event);
  }

  /// Moves time to the next event and lets it happen. There always is one.
  void step() {
    long key = keys[0];
    var event = events[0];
    nowNanos = key >>> NUMBER_BITS;
    hash = Dice.mix(hash ^ key);
    done++;
    size--;
    down(keys[size], events[size]);
    event.run();
  }

  private void up(long key, Runnable event) {
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) >>> CHILD_BITS;
      if (key >= keys[parent]) {
        break;
      }
      keys[at] = keys[parent];
      events[at] = events[parent];
      at = parent;
    }
    keys[at] = key;
    events[at] = event;
  }

  private void down(long key, Runnable event) {
    int at = 0;
    int first = 1;
    while (first < size) {
      int child = first;
      int end = Math.min(first + (1 << CHILD_BITS), size);
      for (int other = first + 1; other < end; other++) {
        if (keys[other] < keys[child]) {
          child = other;
        }
      }
      if (key <= keys[child]) {
        break;
      }
      keys[at] = keys[child];
      events[at] = events[child];
      at = child;
      first = (at << CHILD_BITS) + 1;
    }
    keys[at] = key;
    events[at] = event;
  }
}
