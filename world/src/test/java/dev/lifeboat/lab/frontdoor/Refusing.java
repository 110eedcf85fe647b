package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// An address that refuses every connection: bound, so that nobody else gets the port, and never
/// listening.
final class Refusing implements AutoCloseable {
  private final Socket bound = new Socket();

  private Refusing() {}

  static Refusing open() throws IOException {
    var refusing = new Refusing();
    refusing.bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return refusing;
  }

  HostPort address() {
    return new HostPort("127.0.0.1", bound.getLocalPort());
  }

  /// Leaves the address to whoever will listen there.
  void leave() throws IOException {
    bound.close();
  }

  @Override
  public void close() throws IOException {
    leave();
  }
}
