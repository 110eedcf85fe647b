package dev.lifeboat.simulate;

import java.util.Arrays;

/// What happens when, in virtual time: the events in order of their time, and of their making where
/// times are equal. A binary heap of parallel arrays, because every simulated message passes here.
final class Agenda {
  private long[] times = new long[256];
  private long[] orders = new long[256];
  private Runnable[] events = new Runnable[256];
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

  /// @param timeNanos not before now
  void at(long timeNanos, Runnable event) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      orders = Arrays.copyOf(orders, 2 * size);
      events = Arrays.copyOf(events, 2 * size);
    }
    up(size++, Math.max(timeNanos, nowNanos), ++made, event);
  }

  /// When the next event is; `Long.MAX_VALUE` when there is none.
  long nextNanos() {
    return size == 0 ? Long.MAX_VALUE : times[0];
  }

  /// Moves time to the next event and lets it happen.
  void step() {
    nowNanos = times[0];
    hash = Dice.mix(hash ^ (nowNanos * 31 + orders[0]));
    var event = events[0];
    done++;
    size--;
    if (size > 0) {
      down(times[size], orders[size], events[size]);
    }
    event.run();
  }

  private void up(int from, long time, long order, Runnable event) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!before(time, order, parent)) {
        break;
      }
      move(parent, at);
      at = parent;
    }
    put(at, time, order, event);
  }

  private void down(long time, long order, Runnable event) {
    int at = 0;
    int child = 1;
    while (child < size) {
      if (child + 1 < size && before(times[child + 1], orders[child + 1], child)) {
        child++;
      }
      if (before(time, order, child)) {
        break;
      }
      move(child, at);
      at = child;
      child = 2 * at + 1;
    }
    put(at, time, order, event);
  }

  private boolean before(long time, long order, int other) {
    return time < times[other] || (time == times[other] && order < orders[other]);
  }

  private void move(int from, int to) {
    put(to, times[from], orders[from], events[from]);
  }

  private void put(int at, long time, long order, Runnable event) {
    times[at] = time;
    orders[at] = order;
    events[at] = event;
  }
}
