package dev.lifeboat.lab.link;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.admin.Program;
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
  private final PeerWay way;
  private final Half half;
  private final ServerSocket listener;
  private final Semaphore free = new Semaphore(CONNECTIONS);
  private final Set<Thread> serving = ConcurrentHashMap.newKeySet();

  private FlowListener(LinkConfig.Flow flow, PeerWay way, Half half, ServerSocket listener) {
    this.flow = flow;
    this.way = way;
    this.half = half;
    this.listener = listener;
  }

  static FlowListener open(LinkConfig.Flow flow, PeerWay way, Half half) throws IOException {
    var address = flow.listen();
    var socket =
        Program.bind(
            address,
            () -> new ServerSocket(address.port(), BACKLOG, address.socketAddress().getAddress()));
    var listener = new FlowListener(flow, way, half, socket);
    Thread.ofPlatform().name("accept " + flow.name()).start(listener::acceptAll);
    return listener;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    serving.forEach(Thread::interrupt);
  }

  private void acceptAll() {
    try {
      while (true) {
        free.acquire();
        var socket = listener.accept();
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var thread = Thread.ofVirtual().name(flow.name()).unstarted(() -> serve(socket));
        serving.add(thread);
        thread.start();
      }
    } catch (IOException | InterruptedException ended) {
      if (!listener.isClosed()) {
        throw new IllegalStateException("no longer accepting on " + flow.listen(), ended);
      }
    }
  }

  private void serve(Socket socket) {
    try {
      half.serve(way, socket, flow.connect());
    } catch (InterruptedException _) {
      Connection.reset(socket);
    } finally {
      serving.remove(Thread.currentThread());
      free.release();
    }
  }

  /// [Connection#outbound] or [Connection#inbound].
  @FunctionalInterface
  interface Half {
    void serve(PeerWay way, Socket accepted, HostPort connect) throws InterruptedException;
  }
}
