package dev.lifeboat.canary;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// HTTP/1.1 over a socket of its own, since a client that pools by itself hides when it opens one.
/// An answer whose length is not told ends the connection.
final class PlainConnection implements HabitualClient.Connection {
  private static final int LONGEST_LINE = 8_192;
  private static final int LONGEST_BODY = 1 << 20;

  private final Socket socket;
  private final InputStream in;
  private final String host;
  private boolean reusable = true;

  private PlainConnection(Socket socket, String host) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.host = host;
  }

  /// @param deadlineMillis of the connection, and of each silence in an answer
  static PlainConnection open(URI address, int deadlineMillis) throws IOException {
    var socket = new Socket();
    try {
      socket.setSoTimeout(deadlineMillis);
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), deadlineMillis);
      return new PlainConnection(socket, address.getAuthority());
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  @Override
  public HabitualClient.Got get(String path) throws IOException {
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n"
                .formatted(path, host)
                .getBytes(StandardCharsets.US_ASCII));
    var status = line().split(" ", -1);
    if (status.length < 2 || !status[1].matches("[0-9]{3}")) {
      throw new IOException("an answer that is no HTTP");
    }
    int length = -1;
    var region = Optional.<String>empty();
    for (var header = line(); !header.isEmpty(); header = line()) {
      int colon = Math.max(0, header.indexOf(':'));
      var value = header.substring(colon + 1).strip();
      switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = length(value);
        case "lifeboat-region" -> region = Optional.of(value);
        case "connection" -> reusable &= !value.equalsIgnoreCase("close");
        default -> {}
      }
    }
    reusable &= length >= 0;
    if (length > 0 && in.readNBytes(length).length < length) {
      throw new EOFException("the answer ended early");
    }
    return new HabitualClient.Got(Integer.parseInt(status[1]), region);
  }

  private static int length(String value) throws IOException {
    if (!value.matches("[0-9]{1,7}") || Integer.parseInt(value) > LONGEST_BODY) {
      throw new IOException("an answer of " + value + " bytes");
    }
    return Integer.parseInt(value);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.length() == LONGEST_LINE) {
        throw new EOFException("the connection ended without an answer");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public boolean reusable() {
    return reusable;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
