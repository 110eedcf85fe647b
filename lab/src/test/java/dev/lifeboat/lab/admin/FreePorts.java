package dev.lifeboat.lab.admin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// Addresses on loopback that nothing listens on. Another process may take one before its use.
public final class FreePorts {
  private FreePorts() {}

  public static List<HostPort> some(int count) throws IOException {
    var held = new ArrayList<ServerSocket>();
    var ports = new ArrayList<HostPort>();
    try {
      for (int i = 0; i < count; i++) {
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        ports.add(new HostPort("127.0.0.1", socket.getLocalPort()));
      }
    } finally {
      for (var socket : held) {
        socket.close();
      }
    }
    return ports;
  }
}
