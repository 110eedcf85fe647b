package dev.lifeboat.lab.link;

import dev.lifeboat.lab.admin.FreePorts;
import dev.lifeboat.lab.admin.HostPort;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// East with a client, west with a server on `server`, and the two halves of the link between them.
record TwoRegions(LinkConfig east, LinkConfig west, HostPort entry, ServerSocket server)
    implements AutoCloseable {

  static TwoRegions with(Conditions both, @Nullable Path eastState) throws IOException {
    var server = new ServerSocket(0);
    server.setSoTimeout(20_000);
    var ports = FreePorts.some(4);
    var toServer = new HostPort("127.0.0.1", server.getLocalPort());
    var entry = ports.get(0);
    var far = ports.get(1);
    var east =
        new LinkConfig(
            "east",
            ports.get(2),
            List.of(new LinkConfig.Flow("orders", "west", entry, far)),
            List.of(),
            List.of(),
            new TreeMap<>(Map.of("west", both)),
            eastState);
    var west =
        new LinkConfig(
            "west",
            ports.get(3),
            List.of(),
            List.of(new LinkConfig.Flow("orders", "east", far, toServer)),
            List.of(),
            new TreeMap<>(Map.of("east", both)),
            null);
    return new TwoRegions(east, west, entry, server);
  }

  Socket connect() throws IOException {
    var socket = new Socket(entry.host(), entry.port());
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    return socket;
  }

  Socket accept() throws IOException {
    var socket = server.accept();
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    return socket;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
