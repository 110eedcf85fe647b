package dev.lifeboat.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/// A connected socket with a limit before each read, also of those that a TLS handshake makes. What
/// an `SSLSocket` over it asks of a socket is handed on; nothing else is.
final class LimitedSocket extends Socket {
  private final Socket open;
  private final DeadlineInputStream.Limit limit;

  LimitedSocket(Socket open, DeadlineInputStream.Limit limit) {
    this.open = open;
    this.limit = limit;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new DeadlineInputStream(open.getInputStream(), limit);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return open.getOutputStream();
  }

  @Override
  public boolean isConnected() {
    return open.isConnected();
  }

  @Override
  public boolean isClosed() {
    return open.isClosed();
  }

  @Override
  public boolean isInputShutdown() {
    return open.isInputShutdown();
  }

  @Override
  public boolean isOutputShutdown() {
    return open.isOutputShutdown();
  }

  @Override
  public void shutdownInput() throws IOException {
    open.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    open.shutdownOutput();
  }

  @Override
  public int getSoLinger() throws SocketException {
    return open.getSoLinger();
  }

  @Override
  public InetAddress getInetAddress() {
    return open.getInetAddress();
  }

  @Override
  public int getPort() {
    return open.getPort();
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
