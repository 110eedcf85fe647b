package dev.lifeboat.lab.admin;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Addresses on loopback that nothing listens on. Another process may take one before its use.
public final class FreePorts {
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(20_000));

  private FreePorts() {}

  public static List<HostPort> some(int count) throws IOException {
    var held = new ArrayList<ServerSocket>();
    var ports = new ArrayList<HostPort>();
    try {
      for (int i = 0; i < count; i++) {
        var socket = any();
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

  /// Below those that outgoing connections are given, and a lab's; tests of other modules, which
  /// run beside these, have ports of their own. One after the other, since what was given is not
  /// bound yet.
  private static ServerSocket any() throws IOException {
    while (true) {
      int port = 17_000 + Math.floorMod(NEXT.getAndIncrement(), 3_000);
      try {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
      } catch (BindException _) {
        // Somebody has it; another one, then.
      }
    }
  }
}
