package dev.lifeboat.lab.admin;

import java.io.IOException;
import java.net.Socket;

/// How a connection ends that must not look as if it ended in order.
public final class Sockets {
  private Sockets() {}

  /// Drops a connection with all that its other end has not received yet, as a broken one looks
  /// from there: what it got cannot be taken for the whole.
  public static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // Closed already, which is what was wanted.
    }
    try {
      socket.close();
    } catch (IOException _) {
      // A socket that cannot be closed is closed.
    }
  }
}
