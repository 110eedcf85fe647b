package dev.lifeboat.lab.link;

import dev.lifeboat.lab.admin.HostPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lets a listener refuse while the server behind it refuses. A listener that accepts and then
/// resets would have its clients send requests of which nobody could tell whether they arrived.
///
/// Only a way that holds nothing back is mirrored: over one with latency a refusal takes its time,
/// and a cut refuses nothing.
final class RefusalMirror {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final int CONNECT_MILLIS = 1_000;

  private final PeerPath way;
  private final HostPort server;
  private final FlowListener listener;
  private final AtomicBoolean looking = new AtomicBoolean();

  RefusalMirror(PeerPath way, HostPort server, FlowListener listener) {
    this.way = way;
    this.server = server;
    this.listener = listener;
  }

  /// Looks at the server, and hides the listener until the server takes connections. Returns at
  /// once; one look at a time.
  void suspect() {
    if (looking.compareAndSet(false, true)) {
      var _ = Thread.ofVirtual().name("mirror of " + server).start(this::look);
    }
  }

  private void look() {
    try {
      while (!listener.isClosed() && refuses()) {
        listener.hide();
        Thread.sleep(LOOK_AGAIN);
      }
      while (!listener.show()) {
        Thread.sleep(LOOK_AGAIN);
      }
    } catch (InterruptedException _) {
      // Nobody interrupts it.
    } finally {
      looking.set(false);
    }
  }

  private boolean refuses() {
    if (!way.immediate()) {
      return false;
    }
    try (var socket = new Socket()) {
      socket.connect(server.socketAddress(), CONNECT_MILLIS);
      return false;
    } catch (ConnectException refused) {
      return true;
    } catch (IOException silent) {
      return false;
    }
  }
}
