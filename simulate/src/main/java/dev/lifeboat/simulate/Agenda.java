package dev.lifeboat.simulate;

import java.util.Arrays;

/// What happens when, in virtual time: the events in order of their time, and of their making where
/// times are equal. Two arrays in descending order, because every simulated message passes here, a
/// world has some dozens of events ahead, and most new ones come soon: so the next one is taken
/// from the end, and a new one moves few. A key is the time in nanoseconds, then the number of the
/// event.
final class Agenda {
  private static final int NUMBER_BITS = 20;

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
    insert(Math.max(timeNanos, nowNanos) << NUMBER_BITS | made++, event);
  }

  /// Moves time to the next event and lets it happen. There always is one.
  void step() {
    size--;
    long key = keys[size];
    nowNanos = key >>> NUMBER_BITS;
    hash = SeededRandom.mix(hash ^ key);
    done++;
    events[size].run();
  }

  private void insert(long key, Runnable event) {
    int at = size++;
    while (at > 0 && keys[at - 1] < key) {
      keys[at] = keys[at - 1];
      events[at] = events[at - 1];
      at--;
    }
    keys[at] = key;
    events[at] = event;
  }
}
