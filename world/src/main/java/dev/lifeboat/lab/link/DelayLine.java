package dev.lifeboat.lab.link;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What one connection has sent toward the peer and what has not arrived yet, in order.
///
/// One thread takes; several may put. Only data counts against the limit, so that a close never
/// waits for room.
final class DelayLine {

  /// More than any TCP window the lab's latencies need; then the sender feels back-pressure.
  static final int LIMIT_BYTES = 4 << 20;

  private final PeerPath way;
  private final boolean passed;
  private final ArrayDeque<Due> waiting = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long lastArrivalNanos = System.nanoTime();
  private int bytes;
  private boolean handedOut;
  private boolean closed;

  /// @param passed whether what nothing holds back may be handed over past it
  DelayLine(PeerPath way, boolean passed) {
    this.way = way;
    this.passed = passed;
  }

  /// Sends a parcel on its way; waits while the line is full of data. Dropped once closed.
  void put(Parcel parcel) throws InterruptedException {
    int size = parcel.size();
    lock.lockInterruptibly();
    try {
      while (!closed && size > 0 && bytes > 0 && bytes + size > LIMIT_BYTES) {
        changed.await();
      }
      if (closed) {
        return;
      }
      // Jitter never reorders: nothing arrives before what was sent earlier.
      lastArrivalNanos = later(lastArrivalNanos, way.arrivalNanos());
      waiting.add(new Due(lastArrivalNanos, parcel));
      bytes += size;
      way.inFlight(size);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Whether a byte may be handed over past it: nothing holds it back, nothing waits here and what
  /// was taken last is delivered, so that the one thread that puts data overtakes none.
  boolean isClear() {
    lock.lock();
    try {
      return passed && way.immediate() && waiting.isEmpty() && !handedOut;
    } finally {
      lock.unlock();
    }
  }

  /// Writes what was taken from here, as the way lets it.
  void deliver(byte[] bytes, OutputStream to) throws IOException, InterruptedException {
    way.write(bytes, to);
  }

  /// The next parcel, once it has arrived and the way is open. Asking for it says that the one
  /// before is delivered.
  Parcel take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      handedOut = false;
      awaitDue();
    } finally {
      lock.unlock();
    }
    way.awaitOpen();
    lock.lockInterruptibly();
    try {
      var parcel = waiting.remove().parcel();
      handedOut = true;
      bytes -= parcel.size();
      changed.signalAll();
      return parcel;
    } finally {
      lock.unlock();
    }
  }

  /// Drops what waits and lets waiting senders go.
  void close() {
    lock.lock();
    try {
      closed = true;
      way.inFlight(-bytes);
      waiting.clear();
      bytes = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitDue() throws InterruptedException {
    while (true) {
      var first = waiting.peek();
      if (first == null) {
        changed.await();
        continue;
      }
      long waitNanos = first.arrivalNanos() - System.nanoTime();
      if (waitNanos <= 0) {
        return;
      }
      long _ = changed.awaitNanos(Math.min(waitNanos, TimeUnit.SECONDS.toNanos(1)));
    }
  }

  /// Compared by difference, since [System#nanoTime] may wrap around.
  private static long later(long one, long other) {
    return other - one > 0 ? other : one;
  }

  private record Due(long arrivalNanos, Parcel parcel) {}

  /// What travels. A close is a parcel, so that it arrives after the data before it.
  sealed interface Parcel {
    default int size() {
      return 0;
    }

    /// The wish to connect.
    record Open() implements Parcel {}

    @SuppressWarnings("ArrayRecordComponent") // Owned by whoever holds the parcel; never compared.
    record Data(byte[] bytes) implements Parcel {
      @Override
      public int size() {
        return bytes.length;
      }
    }

    /// No more data will follow.
    record End() implements Parcel {}

    /// The connection is broken.
    record Reset() implements Parcel {}

    /// The other direction has ended; nothing of it is left to tell.
    record OtherWayEnded() implements Parcel {}
  }
}
