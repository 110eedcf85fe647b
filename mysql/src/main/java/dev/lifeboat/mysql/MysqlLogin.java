package dev.lifeboat.mysql;

import dev.lifeboat.guard.ConfigChecks;
import java.nio.file.Path;
import java.util.Optional;

/// Where and as whom somebody logs in. The password never shows in [#toString].
///
/// @param authorities certificates by which the server's own is checked, with its host name;
///   without them the connection is encrypted to whoever answers
public record MysqlLogin(
    String host, int port, String user, String password, Optional<Path> authorities) {
  public MysqlLogin {
    if (host.isBlank() || user.isBlank()) {
      throw new IllegalArgumentException("it needs a host and a user");
    }
    ConfigChecks.checkPort("port", port);
  }

  /// The same login, at another server.
  public MysqlLogin at(String otherHost, int otherPort) {
    return new MysqlLogin(otherHost, otherPort, user, password, authorities);
  }

  /// The same login, by another password.
  MysqlLogin by(String otherPassword) {
    return new MysqlLogin(host, port, user, otherPassword, authorities);
  }

  @Override
  public String toString() {
    return user + "@" + host + ":" + port;
  }
}
