package dev.lifeboat.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import javax.net.SocketFactory;

/// Sockets with one deadline for the whole of connecting and logging in, to the millisecond: the
/// driver's own limits are whole seconds and start anew with each answer. Public only because the
/// driver creates it by name.
///
/// `setSoTimeout`, the driver's `setNetworkTimeout`, sets the next deadline: from then on, all
/// reads together take no longer.
public final class DeadlineSocketFactory extends SocketFactory {

  private final Duration login;

  /// @param loginMillis for connecting and logging in, together
  public DeadlineSocketFactory(String loginMillis) {
    login = Duration.ofMillis(Long.parseLong(loginMillis));
  }

  @Override
  public Socket createSocket() {
    return new DeadlineSocket(login);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return bound(new InetSocketAddress(host, port), localHost, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return bound(new InetSocketAddress(host, port), localHost, localPort);
  }

  private Socket bound(InetSocketAddress remote, InetAddress localHost, int localPort)
      throws IOException {
    var socket = createSocket();
    socket.bind(new InetSocketAddress(localHost, localPort));
    socket.connect(remote);
    return socket;
  }

  private Socket connected(InetSocketAddress remote) throws IOException {
    var socket = createSocket();
    socket.connect(remote);
    return socket;
  }

  private static final class DeadlineSocket extends Socket {
    private volatile Deadline deadline;

    DeadlineSocket(Duration budget) {
      deadline = Deadline.in(budget);
    }

    @Override
    public void connect(SocketAddress remote, int ignoredMillis) throws IOException {
      super.connect(remote, deadline.remainingMillis());
    }

    /// Zero, which elsewhere means for ever, means the longest deadline there is.
    @Override
    public void setSoTimeout(int millis) {
      deadline = Deadline.in(millis == 0 ? Duration.ofDays(1) : Duration.ofMillis(millis));
    }

    @Override
    public int getSoTimeout() {
      return Math.toIntExact(deadline.budget().toMillis());
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new DeadlineInputStream(
          super.getInputStream(), () -> super.setSoTimeout(deadline.remainingMillis()));
    }
  }
}
