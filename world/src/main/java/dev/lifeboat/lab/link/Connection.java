package dev.lifeboat.lab.link;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.admin.Sockets;
import dev.lifeboat.lab.link.DelayLine.Parcel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One connection through a link. `near` is the side inside this region, `far` the side toward the
/// peer; each direction has a line in which its bytes wait. Through one half of a flow near → far
/// is slow, while far → near was delayed by the peer; a flow that this link carries alone is slow
/// both ways. What a line lets pass it is handed over by the thread that read it.
///
/// Two threads read, one delivers to near, and the one that serves delivers to far.
final class Connection {
  private static final int CHUNK_BYTES = 64 << 10;

  /// A live listener on loopback accepts at once; a frozen one until its backlog is full.
  private static final int CONNECT_MILLIS = 5_000;

  private final PeerPath way;
  private final DelayLine out;
  private final DelayLine in;
  private final Runnable suspect;
  private final Thread server = Thread.currentThread();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean opened;
  private volatile boolean clientEnded;

  private Connection(PeerPath way, DelayLine out, DelayLine in, Runnable suspect) {
    this.way = way;
    this.out = out;
    this.in = in;
    this.suspect = suspect;
  }

  private static Connection half(PeerPath way) {
    return new Connection(
        way, new DelayLine(way, false), new DelayLine(way.back(), true), () -> {});
  }

  /// Serves a client of this region until both directions have ended. The connection to the peer is
  /// made one latency after the client's; when it is refused, the client is reset.
  static void outbound(PeerPath way, Socket near, HostPort peer) throws InterruptedException {
    half(way).serveClient(near, peer);
  }

  /// As [#outbound], straight to a server of the peer, which has no half for it. When the server
  /// refuses, the client is reset one latency later.
  ///
  /// @param suspect called when the server may be gone
  static void through(PeerPath way, Socket near, HostPort server, Runnable suspect)
      throws InterruptedException {
    new Connection(way, new DelayLine(way, true), new DelayLine(way, true), suspect)
        .serveClient(near, server);
  }

  private void serveClient(Socket near, HostPort to) throws InterruptedException {
    try (near;
        var far = new Socket()) {
      serve(
          near,
          far,
          () -> {
            out.put(new Parcel.Open());
            begin(() -> readNear(near, far));
            Parcel _ = out.take();
            opened = true;
            connect(far, to, in);
          });
    } catch (IOException _) {
      // Only closing fails here, and what cannot be closed is closed.
    }
  }

  /// Serves the peer's half until both directions have ended. A refusal by the server of this
  /// region needs one latency to reach the peer.
  static void inbound(PeerPath way, Socket far, HostPort server) throws InterruptedException {
    var connection = half(way);
    // Before it counts as connected: whoever sees it counted behind a cut knows that it waits.
    boolean cut = way.conditions().cut();
    try (far;
        var near = new Socket()) {
      connection.serve(
          near,
          far,
          () -> {
            requireOpen(way, cut);
            connection.connect(near, server, connection.out);
            connection.opened = true;
            connection.begin(() -> connection.readNear(near, far));
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

  /// @param back by which the other end learns of a refusal
  private void connect(Socket socket, HostPort to, DelayLine back)
      throws IOException, InterruptedException {
    try {
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      socket.connect(to.socketAddress(), CONNECT_MILLIS);
    } catch (IOException refused) {
      if (refused instanceof ConnectException) {
        suspect.run();
      }
      back.put(new Parcel.Reset());
      Parcel _ = back.take();
      throw refused;
    }
  }

  private void serve(Socket near, Socket far, Opening opening) throws InterruptedException {
    way.connected();
    try {
      opening.open();
      begin(() -> readFar(far, near));
      begin(() -> deliverNear(near, far));
      deliverFar(far);
    } catch (IOException broken) {
      breakOff(near, far);
    } finally {
      out.close();
      in.close();
      for (var thread : threads) {
        thread.interrupt();
        thread.join();
      }
      way.disconnected();
    }
  }

  private void breakOff(Socket near, Socket far) throws InterruptedException {
    way.awaitOpen(); // A cut does not let through either that one end has died.
    // Only now: a reset also destroys what the other end has received and not read yet.
    Sockets.reset(near);
    Sockets.reset(far);
  }

  private void begin(Work work) {
    threads.add(
        Thread.ofVirtual()
            .start(() -> {
              try {
                work.run();
              } catch (InterruptedException _) {
                // The connection has ended; serve() waits for this thread.
              }
            }));
  }

  private void readNear(Socket near, Socket far) throws InterruptedException {
    boolean _ = read(near, out, far);
    clientEnded = true;
    // A client that gave up while its wish to connect waited behind a cut was never connected: over
    // a real WAN no byte of it would arrive when the cut heals.
    if (!opened && way.conditions().cut()) {
      server.interrupt();
    }
  }

  /// A server that ends a connection may only be done with it, or be dead.
  private void readFar(Socket far, Socket near) throws InterruptedException {
    boolean inOrder = read(far, in, near);
    if (!inOrder || !clientEnded) {
      suspect.run();
    }
  }

  /// Returns whether the connection ended in order, rather than by a reset.
  private boolean read(Socket from, DelayLine line, Socket to) throws InterruptedException {
    var chunk = new byte[CHUNK_BYTES];
    try {
      var input = from.getInputStream();
      for (int read = input.read(chunk); read >= 0; read = input.read(chunk)) {
        if (!line.isClear()) {
          line.put(new Parcel.Data(Arrays.copyOf(chunk, read)));
        } else if (!handOver(chunk, read, to)) {
          return false;
        }
      }
      line.put(new Parcel.End());
      return true;
    } catch (IOException broken) {
      line.put(new Parcel.Reset());
      return false;
    }
  }

  /// Returns whether the other end lives. One that does not is told of after all that came of it.
  private boolean handOver(byte[] chunk, int length, Socket to) throws InterruptedException {
    try {
      to.getOutputStream().write(chunk, 0, length);
      return true;
    } catch (IOException gone) {
      out.put(new Parcel.Reset());
      return false;
    }
  }

  /// Returns once both directions have ended in order.
  private void deliverFar(Socket far) throws IOException, InterruptedException {
    boolean ended = false;
    boolean otherWayEnded = false;
    while (!ended || !otherWayEnded) {
      switch (out.take()) {
        case Parcel.Data(var bytes) -> out.deliver(bytes, far.getOutputStream());
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

  private void deliverNear(Socket near, Socket far) throws InterruptedException {
    try {
      Parcel parcel = in.take();
      while (parcel instanceof Parcel.Data(var bytes)) {
        in.deliver(bytes, near.getOutputStream());
        parcel = in.take();
      }
      if (parcel instanceof Parcel.End) {
        near.shutdownOutput();
      } else {
        breakOff(near, far);
      }
      out.put(new Parcel.OtherWayEnded());
    } catch (IOException nearGone) {
      out.put(new Parcel.Reset());
    }
  }

  /// Brings about that both sides are connected.
  private interface Opening {
    void open() throws IOException, InterruptedException;
  }

  /// What a thread of a connection does.
  private interface Work {
    void run() throws InterruptedException;
  }
}
