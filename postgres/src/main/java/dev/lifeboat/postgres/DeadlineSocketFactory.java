package dev.lifeboat.postgres;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;

/// The sockets of one login, with one deadline for the whole of connecting, encrypting and logging
/// in, to the millisecond: the driver's own limits are whole seconds and start anew with each
/// answer. It may take several sockets, when it logs in anew without encryption. Public only
/// because the driver creates it by name.
///
/// `setSoTimeout`, the driver's `setNetworkTimeout`, sets the next deadline: from then on, all
/// reads together take no longer.
public final class DeadlineSocketFactory extends SocketFactory {

  private final Deadline login;

  /// @param loginMillis for connecting and logging in, together, from now on
  public DeadlineSocketFactory(String loginMillis) {
    login = Deadline.in(Duration.ofMillis(Long.parseLong(loginMillis)));
  }

  @Override
  public Socket createSocket() {
    return new DeadlineSocket(login, false);
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw notAsked();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw notAsked();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw notAsked();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw notAsked();
  }

  private static UnsupportedOperationException notAsked() {
    return new UnsupportedOperationException("the driver connects by itself");
  }
}
