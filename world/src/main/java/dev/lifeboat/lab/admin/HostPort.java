package dev.lifeboat.lab.admin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;

/// An address as written in config files and tables: `127.1.0.1:7001`.
///
/// @param host a literal address or a name; looked up anew by every [#socketAddress]
/// @param port 0 lets the system choose, which only tests want
public record HostPort(String host, int port) {
  private static final int PORTS = 65_536;

  public HostPort {
    if (host.isBlank()) {
      throw new IllegalArgumentException("an address needs a host, as in 127.1.0.1:7001");
    }
    if (port < 0 || port >= PORTS) {
      throw new IllegalArgumentException("port must be below " + PORTS + ", was " + port);
    }
  }

  /// Reads `host:port`.
  @JsonCreator
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      return new HostPort(
          text.substring(0, Math.max(colon, 0)), Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException noNumber) {
      throw new IllegalArgumentException("an address is host:port, was '" + text + "'", noNumber);
    }
  }

  /// The address as a URL without a path.
  public URI http() {
    return URI.create("http://" + this);
  }

  /// A word of a command or variable with this address for `{host}` and `{port}`.
  public String filled(String text) {
    return text.replace("{host}", host).replace("{port}", Integer.toString(port));
  }

  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(host, port);
  }

  /// Opens what needs this address, so that an occupied one is named when it fails.
  public <T> T bind(Opening<T> opening) throws IOException {
    try {
      return opening.open();
    } catch (SocketException unusable) {
      throw new IOException("cannot listen on " + this + ": " + unusable.getMessage(), unusable);
    }
  }

  /// Something that takes an address when it opens.
  @FunctionalInterface
  public interface Opening<T> {
    T open() throws IOException;
  }

  @JsonValue
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
