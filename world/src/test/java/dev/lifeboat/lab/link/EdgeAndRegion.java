package dev.lifeboat.lab.link;

import dev.lifeboat.lab.admin.FreePorts;
import dev.lifeboat.lab.admin.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An edge with a client, a region with a server on its own port, and the edge's link between them.
final class EdgeAndRegion implements AutoCloseable {
  final LinkConfig edge;
  final LinkClient admin;
  private final HostPort entry;
  private final int port;
  private ServerSocket server;

  EdgeAndRegion(Conditions both) throws IOException {
    server = listen(0);
    port = server.getLocalPort();
    var ports = FreePorts.some(2);
    entry = ports.getFirst();
    edge =
        new LinkConfig(
            "edge",
            ports.getLast(),
            List.of(),
            List.of(),
            List.of(new LinkConfig.Flow("orders", "east", entry, new HostPort("127.0.0.1", port))),
            new TreeMap<>(Map.of("east", both)),
            null);
    admin = new LinkClient(edge.admin());
  }

  private static ServerSocket listen(int port) throws IOException {
    var socket = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
    socket.setSoTimeout(20_000);
    return socket;
  }

  Socket connect() throws IOException {
    return patient(new Socket(entry.host(), entry.port()));
  }

  Socket accept() throws IOException {
    return patient(server.accept());
  }

  ServerSocket server() {
    return server;
  }

  void stopServer() throws IOException {
    server.close();
  }

  void startServer() throws IOException {
    server = listen(port);
  }

  private static Socket patient(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    return socket;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
