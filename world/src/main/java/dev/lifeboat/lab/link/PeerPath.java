package dev.lifeboat.lab.link;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The way toward one peer, shared by all connections to it: its conditions, which change while
/// bytes wait, and its bandwidth. A chunk being written while the cut comes still passes.
final class PeerPath {

  /// Bandwidth is given out in shares of this length, so that connections take turns and a slow
  /// link is slow evenly.
  private static final Duration SHARE = Duration.ofMillis(20);

  private static final int SMALLEST_SHARE_BYTES = 256;

  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong bytesInFlight = new AtomicLong();
  private final @Nullable PeerPath back;
  private volatile Conditions conditions;
  private long busyUntilNanos = System.nanoTime();

  PeerPath(Conditions conditions) {
    this(conditions, new PeerPath(heldBack(conditions), null));
  }

  private PeerPath(Conditions conditions, @Nullable PeerPath back) {
    this.conditions = conditions;
    this.back = back;
  }

  /// The way from the peer, as one half of a flow sees it: the peer's half has delayed what comes,
  /// so that only a cut holds it up here.
  PeerPath back() {
    return Objects.requireNonNull(back, "a way back has none of its own");
  }

  private static Conditions heldBack(Conditions conditions) {
    return Conditions.CLEAR.withCut(conditions.cut());
  }

  Conditions conditions() {
    return conditions;
  }

  /// Holds for bytes that come from now on; a changed cut also for those that wait.
  synchronized void change(Conditions to) {
    conditions = to;
    notifyAll();
    if (back != null) {
      back.change(heldBack(to));
    }
  }

  /// Returns when the way is not cut.
  void awaitOpen() throws InterruptedException {
    if (conditions.cut()) {
      synchronized (this) {
        while (conditions.cut()) {
          wait();
        }
      }
    }
  }

  /// Whether nothing holds a byte back: no latency, no limit, no cut.
  boolean immediate() {
    var now = conditions;
    return now.latencyMillis() == 0
        && now.jitterMillis() == 0
        && now.bandwidthBytesPerSecond() == null
        && !now.cut();
  }

  /// When something that leaves now arrives, as [System#nanoTime].
  long arrivalNanos() {
    var now = conditions;
    long jitterNanos = TimeUnit.MILLISECONDS.toNanos(now.jitterMillis());
    return System.nanoTime()
        + TimeUnit.MILLISECONDS.toNanos(now.latencyMillis())
        + (jitterNanos == 0 ? 0 : ThreadLocalRandom.current().nextLong(jitterNanos + 1));
  }

  /// Writes within the bandwidth, and only while the way is open.
  void write(byte[] bytes, OutputStream out) throws IOException, InterruptedException {
    try {
      int written = 0;
      while (written < bytes.length) {
        awaitOpen();
        int share = share(bytes.length - written);
        out.write(bytes, written, share);
        written += share;
      }
    } finally {
      inFlight(-bytes.length);
    }
  }

  /// Takes the next share of the bandwidth and waits until it has passed; returns its size.
  private int share(int wanted) throws InterruptedException {
    var rate = conditions.bandwidthBytesPerSecond();
    if (rate == null) {
      return wanted;
    }
    int bytes =
        (int) Math.min(wanted, Math.max(SMALLEST_SHARE_BYTES, rate * SHARE.toMillis() / 1000));
    long passedNanos;
    synchronized (this) {
      long begin = Math.max(busyUntilNanos, System.nanoTime());
      passedNanos = begin + TimeUnit.SECONDS.toNanos(1) * bytes / rate;
      busyUntilNanos = passedNanos;
    }
    TimeUnit.NANOSECONDS.sleep(passedNanos - System.nanoTime());
    return bytes;
  }

  void connected() {
    connections.incrementAndGet();
  }

  void disconnected() {
    connections.decrementAndGet();
  }

  /// Counts bytes that came into flight, or with a negative number were dropped.
  void inFlight(long bytes) {
    bytesInFlight.addAndGet(bytes);
  }

  LinkStatus.Peer status() {
    return new LinkStatus.Peer(conditions, connections.get(), bytesInFlight.get());
  }
}
