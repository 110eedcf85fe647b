package dev.lifeboat.lab.link;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.admin.Sockets;
import dev.lifeboat.lab.link.DelayLine.Parcel;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One connection through this half of a flow. `near` is the side inside this region, `far` the
/// side toward the peer: near → delay line → far is slow, far → near was delayed by the peer.
///
/// Three threads: one reads near into the line, one writes the line to far, one copies far to near.
final class Connection {
  private static final int CHUNK_BYTES = 64 << 10;

  /// A live listener on loopback accepts at once; a frozen one until its backlog is full.
  private static final int CONNECT_MILLIS = 5_000;

  private final PeerPath way;
  private final DelayLine line;
  private final Thread server = Thread.currentThread();
  private final List<Thread> copies = new ArrayList<>();
  private volatile boolean opened;

  private Connection(PeerPath way) {
    this.way = way;
    this.line = new DelayLine(way);
  }

  /// Serves a client of this region until both directions have ended. The connection to the peer is
  /// made one latency after the client's; when it is refused, the client is reset.
  static void outbound(PeerPath way, Socket near, HostPort peer) throws InterruptedException {
    var connection = new Connection(way);
    try (near;
        var far = new Socket()) {
      connection.serve(
          near,
          far,
          () -> {
            connection.line.put(new Parcel.Open());
            connection.copy(() -> connection.nearToLine(near));
            Parcel _ = connection.line.take();
            connection.opened = true;
            connect(far, peer);
          });
    } catch (IOException _) {
      // Only closing fails here, and what cannot be closed is closed.
    }
  }

  /// Serves the peer's half until both directions have ended. A refusal by the server of this
  /// region needs one latency to reach the peer.
  static void inbound(PeerPath way, Socket far, HostPort server) throws InterruptedException {
    var connection = new Connection(way);
    // Before it counts as connected: whoever sees it counted behind a cut knows that it waits.
    boolean cut = way.conditions().cut();
    try (far;
        var near = new Socket()) {
      connection.serve(
          near,
          far,
          () -> {
            requireOpen(way, cut);
            try {
              connect(near, server);
            } catch (IOException refused) {
              connection.line.put(new Parcel.Reset());
              Parcel _ = connection.line.take();
              throw refused;
            }
            connection.opened = true;
            connection.copy(() -> connection.nearToLine(near));
          });
    } catch (IOException _) {
      // Only closing fails here, and what cannot be closed is closed.
    }
  }

  /// Waits out a cut, and then gives the connection up: whether its client still waits for it
  /// cannot be told here, and over a real WAN nothing of one that gave up would arrive.
  private static void requireOpen(PeerPath way, boolean cutWhenItCame)
      throws IOException, InterruptedException {
    boolean cut = cutWhenItCame || way.conditions().cut();
    way.awaitOpen();
    if (cut) {
      throw new IOException("was not connected when the way was cut");
    }
  }

  static void connect(Socket socket, HostPort to) throws IOException {
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    socket.connect(to.socketAddress(), CONNECT_MILLIS);
  }

  private void serve(Socket near, Socket far, Opening opening) throws InterruptedException {
    way.connected();
    try {
      opening.open();
      copy(() -> farToNear(near, far));
      lineToFar(far);
    } catch (IOException broken) {
      way.awaitOpen(); // A cut does not let through either that one end has died.
      // Only now: a reset also destroys what the other end has received and not read yet.
      Sockets.reset(near);
      Sockets.reset(far);
    } finally {
      line.close();
      for (var copy : copies) {
        copy.interrupt();
        copy.join();
      }
      way.disconnected();
    }
  }

  private void copy(Runnable work) {
    copies.add(Thread.ofVirtual().start(work));
  }

  /// Returns once both directions have ended in order, or after a reset has been passed on.
  private void lineToFar(Socket far) throws IOException, InterruptedException {
    boolean ended = false;
    boolean otherWayEnded = false;
    while (!ended || !otherWayEnded) {
      switch (line.take()) {
        case Parcel.Data(var bytes) -> way.write(bytes, far.getOutputStream());
        case Parcel.End() -> {
          far.shutdownOutput();
          ended = true;
        }
        case Parcel.OtherWayEnded() -> otherWayEnded = true;
        case Parcel.Reset() -> throw new IOException("reset by the near side");
        case Parcel.Open() -> throw new IllegalStateException("opened twice");
      }
    }
  }

  private void nearToLine(Socket near) {
    try {
      try {
        var in = near.getInputStream();
        var chunk = new byte[CHUNK_BYTES];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
          line.put(new Parcel.Data(Arrays.copyOf(chunk, read)));
        }
        line.put(new Parcel.End());
      } catch (IOException nearBroken) {
        line.put(new Parcel.Reset());
      }
      giveUp(way, opened, server);
    } catch (InterruptedException _) {
      // The connection has ended; serve() waits for this thread.
    }
  }

  /// A client that gave up while its wish to connect waited behind a cut was never connected: over
  /// a real WAN no byte of it would arrive when the cut heals.
  static void giveUp(PeerPath way, boolean opened, Thread server) {
    if (!opened && way.conditions().cut()) {
      server.interrupt();
    }
  }

  private void farToNear(Socket near, Socket far) {
    try {
      copyFarToNear(near, far);
      line.put(new Parcel.OtherWayEnded());
    } catch (InterruptedException _) {
      // The connection has ended; serve() waits for this thread.
    }
  }

  private void copyFarToNear(Socket near, Socket far) throws InterruptedException {
    var chunk = new byte[CHUNK_BYTES];
    while (true) {
      int read;
      try {
        read = far.getInputStream().read(chunk);
      } catch (IOException farBroken) {
        way.awaitOpen(); // A cut does not let through either that the peer has died.
        Sockets.reset(near);
        return;
      }
      way.awaitOpen();
      try {
        if (read < 0) {
          near.shutdownOutput();
          return;
        }
        near.getOutputStream().write(chunk, 0, read);
      } catch (IOException nearBroken) {
        line.put(new Parcel.Reset());
        return;
      }
    }
  }

  /// Brings about that both sides are connected.
  private interface Opening {
    void open() throws IOException, InterruptedException;
  }
}
