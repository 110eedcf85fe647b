package dev.lifeboat.lab.link;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.admin.Sockets;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Accepts the connections of one flow, each served on its own virtual thread.
final class FlowListener implements AutoCloseable {
  private static final int BACKLOG = 512;

  /// Far above what one flow of the lab opens; the next ones wait in the backlog. With a full delay
  /// line each, they would hold 2 GiB.
  private static final int CONNECTIONS = 512;

  private final LinkConfig.Flow flow;
  private final Half half;
  private final RefusalMirror mirror;
  private final PeerPath way;
  private final Semaphore free = new Semaphore(CONNECTIONS);
  private final Set<Thread> serving = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;
  private Thread acceptor = Thread.ofPlatform().unstarted(() -> {});
  private volatile boolean closed;

  private FlowListener(LinkConfig.Flow flow, PeerPath way, Half half) throws IOException {
    this.flow = flow;
    this.way = way;
    this.half = half;
    this.mirror = new RefusalMirror(way, flow.connect(), this);
    this.listener = bind(flow.listen());
  }

  static FlowListener open(LinkConfig.Flow flow, PeerPath way, Half half) throws IOException {
    var listener = new FlowListener(flow, way, half);
    listener.accept(listener.listener);
    return listener;
  }

  private static ServerSocket bind(HostPort address) throws IOException {
    return address.bind(
        () -> new ServerSocket(address.port(), BACKLOG, address.socketAddress().getAddress()));
  }

  /// The address is free once it returns.
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    release();
    serving.forEach(Thread::interrupt);
  }

  boolean isClosed() {
    return closed;
  }

  /// Refuses new connections; those that are served go on. Safe to repeat.
  synchronized void hide() {
    try {
      release();
    } catch (IOException _) {
      // A listener that cannot be closed is closed.
    }
  }

  /// A socket lets go of its address only once no thread waits on it any more.
  private void release() throws IOException {
    listener.close();
    acceptor.interrupt();
    try {
      acceptor.join();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /// Accepts again, unless something took the address meanwhile. Safe to repeat.
  synchronized boolean show() {
    if (closed || !listener.isClosed()) {
      return true;
    }
    try {
      listener = bind(flow.listen());
    } catch (IOException taken) {
      return false;
    }
    accept(listener);
    return true;
  }

  private void accept(ServerSocket on) {
    acceptor = Thread.ofPlatform().name("accept " + flow.name()).start(() -> acceptAll(on));
  }

  private void acceptAll(ServerSocket on) {
    try {
      while (true) {
        free.acquire();
        var socket = on.accept();
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var thread = Thread.ofVirtual().name(flow.name()).unstarted(() -> serve(socket));
        serving.add(thread);
        thread.start();
      }
    } catch (IOException | InterruptedException ended) {
      free.release();
      if (!on.isClosed()) {
        throw new IllegalStateException("no longer accepting on " + flow.listen(), ended);
      }
    }
  }

  private void serve(Socket socket) {
    try {
      half.serve(way, socket, flow.connect(), mirror::suspect);
    } catch (InterruptedException _) {
      Sockets.reset(socket);
    } finally {
      serving.remove(Thread.currentThread());
      free.release();
    }
  }

  /// [Connection#outbound], [Connection#inbound] or [Connection#through].
  @FunctionalInterface
  interface Half {

    /// Serves one accepted connection until it has ended.
    ///
    /// @param suspect to be called when the server may be gone
    void serve(PeerPath way, Socket accepted, HostPort connect, Runnable suspect)
        throws InterruptedException;
  }
}
