package dev.lifeboat.lab.link;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.admin.Sockets;
import dev.lifeboat.lab.link.DelayLine.Parcel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One connection that this link carries alone, straight to a server of the peer, which has no half
/// for it: so both directions wait here. While nothing holds a byte back, it is handed over by the
/// thread that read it.
///
/// `near` is the client's side, `far` the server's. Two threads read, two deliver what was delayed.
final class DirectConnection {
  private static final int CHUNK_BYTES = 64 << 10;

  private final PeerPath way;
  private final Runnable suspect;
  private final DelayLine there;
  private final DelayLine back;
  private final Thread server = Thread.currentThread();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean opened;
  private volatile boolean clientEnded;

  private DirectConnection(PeerPath way, Runnable suspect) {
    this.way = way;
    this.suspect = suspect;
    this.there = new DelayLine(way);
    this.back = new DelayLine(way);
  }

  /// Serves a client until both directions have ended. The server is connected one latency after
  /// the client; when it refuses, the client is reset one latency later.
  ///
  /// @param suspect called when the server may be gone
  static void serve(PeerPath way, Socket near, HostPort server, Runnable suspect)
      throws InterruptedException {
    try (near;
        var far = new Socket()) {
      new DirectConnection(way, suspect).serve(near, far, server);
    } catch (IOException _) {
      // Only closing fails here, and what cannot be closed is closed.
    }
  }

  private void serve(Socket near, Socket far, HostPort to) throws InterruptedException {
    way.connected();
    try {
      there.put(new Parcel.Open());
      begin(() -> readNear(near, far));
      Parcel _ = there.take();
      opened = true;
      connect(far, to);
      begin(() -> readFar(far, near));
      var delivering = begin(() -> deliverBack(near, far));
      deliver(there, far);
      delivering.join();
    } catch (IOException broken) {
      way.awaitOpen(); // A cut does not let through either that one end has died.
      // Only now: a reset also destroys what the other end has received and not read yet.
      Sockets.reset(near);
      Sockets.reset(far);
    } finally {
      there.close();
      back.close();
      for (var thread : threads) {
        thread.interrupt();
        thread.join();
      }
      way.disconnected();
    }
  }

  private Thread begin(Runnable work) {
    var thread = Thread.ofVirtual().start(work);
    threads.add(thread);
    return thread;
  }

  private void connect(Socket far, HostPort to) throws IOException, InterruptedException {
    try {
      Connection.connect(far, to);
    } catch (ConnectException refused) {
      suspect.run();
      back.put(new Parcel.Reset());
      Parcel _ = back.take();
      throw refused;
    }
  }

  private void readNear(Socket near, Socket far) {
    try {
      boolean _ = read(near, there, far);
      clientEnded = true;
      Connection.giveUp(way, opened, server);
    } catch (InterruptedException _) {
      // The connection has ended; serve() waits for this thread.
    }
  }

  /// A server that ends a connection may only be done with it, or be dead.
  private void readFar(Socket far, Socket near) {
    try {
      boolean inOrder = read(far, back, near);
      if (!inOrder || !clientEnded) {
        suspect.run();
      }
    } catch (InterruptedException _) {
      // The connection has ended; serve() waits for this thread.
    }
  }

  /// Returns whether the connection ended in order, rather than by a reset.
  private boolean read(Socket from, DelayLine line, Socket to) throws InterruptedException {
    try {
      var in = from.getInputStream();
      var chunk = new byte[CHUNK_BYTES];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        if (way.immediate() && line.idle()) {
          to.getOutputStream().write(chunk, 0, read);
        } else {
          line.put(new Parcel.Data(Arrays.copyOf(chunk, read)));
        }
      }
      line.put(new Parcel.End());
      return true;
    } catch (IOException broken) {
      line.put(new Parcel.Reset());
      return false;
    }
  }

  private void deliverBack(Socket near, Socket far) {
    try {
      try {
        deliver(back, near);
      } catch (IOException broken) {
        way.awaitOpen();
        Sockets.reset(near);
        Sockets.reset(far);
      }
    } catch (InterruptedException _) {
      // The connection has ended; serve() waits for this thread.
    }
  }

  /// Returns once the direction has ended in order.
  private void deliver(DelayLine line, Socket to) throws IOException, InterruptedException {
    while (true) {
      switch (line.take()) {
        case Parcel.Data(var bytes) -> way.write(bytes, to.getOutputStream());
        case Parcel.End() -> {
          to.shutdownOutput();
          return;
        }
        case Parcel.Reset() -> throw new IOException("reset by the other side");
        case Parcel.Open(), Parcel.OtherWayEnded() ->
            throw new IllegalStateException("a passage opens once and ends by itself");
      }
    }
  }
}
