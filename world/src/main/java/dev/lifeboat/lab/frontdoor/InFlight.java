package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.Sockets;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One request inside a region. Its own thread moves it on; others end it by closing the socket on
/// which that thread waits. Thread-safe.
final class InFlight {

  /// For the whole answer to reach the client once it has begun.
  private static final Duration DELIVERY = Duration.ofSeconds(60);

  private final SocketChannel client;
  private @Nullable Upstream upstream;
  private long deadlineNanos;
  private boolean delivering;
  private boolean fenced;
  private boolean timedOut;

  InFlight(SocketChannel client, Duration answerTimeout) {
    this.client = client;
    this.deadlineNanos = System.nanoTime() + answerTimeout.toNanos();
  }

  /// From now on the request depends on this connection. When it has been ended already, the
  /// connection is closed and whatever is tried on it fails.
  synchronized void on(Upstream connection) {
    upstream = connection;
    if (fenced || timedOut) {
      connection.close();
    }
  }

  /// The answer is there and goes out: from now on a deadline cuts the client off, too.
  synchronized void delivering() {
    delivering = true;
    deadlineNanos = System.nanoTime() + DELIVERY.toNanos();
  }

  /// The connection is no longer this request's, and may serve another.
  synchronized void done() {
    upstream = null;
  }

  /// The region was closed: no answer must come any more.
  synchronized void fence() {
    fenced = true;
    closeUpstream();
  }

  synchronized void expire(long nowNanos) {
    if (nowNanos - deadlineNanos < 0) {
      return;
    }
    timedOut = true;
    closeUpstream();
    if (delivering) {
      cutClient();
    }
  }

  /// Drops the client's connection with everything that it has not received yet.
  void cutClient() {
    Sockets.reset(client.socket());
  }

  /// Whether someone has ended it, so that nothing further is to be tried.
  synchronized boolean ended() {
    return fenced || timedOut;
  }

  synchronized boolean fenced() {
    return fenced;
  }

  synchronized boolean timedOut() {
    return timedOut;
  }

  private void closeUpstream() {
    if (upstream != null) {
      upstream.close();
    }
  }
}
