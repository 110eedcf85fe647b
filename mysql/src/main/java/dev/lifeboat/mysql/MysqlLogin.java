package dev.lifeboat.mysql;

import java.nio.file.Path;
import java.util.Optional;

/// Where and as whom a guard logs in. The password never shows in [#toString].
///
/// @param authorities certificates by which the server's own is checked, with its host name;
///   without them the connection is encrypted to whoever answers
public record MysqlLogin(
    String host, int port, String user, String password, Optional<Path> authorities) {
  private static final int HIGHEST_PORT = 65_535;

  public MysqlLogin {
    if (host.isBlank() || user.isBlank()) {
      throw new IllegalArgumentException("it needs a host and a user");
    }
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("port must be 1 to 65535, was " + port);
    }
  }

  @Override
  public String toString() {
    return user + "@" + host + ":" + port;
  }
}
