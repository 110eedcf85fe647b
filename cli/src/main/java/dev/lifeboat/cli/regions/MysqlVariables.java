package dev.lifeboat.cli.regions;

import dev.lifeboat.mysql.MysqlLogin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// How somebody logs in at MySQL, by variables: those that MySQL's own client reads where it reads
/// any, and those that its container images do.
public final class MysqlVariables {
  public static final String NAMES =
      "MYSQL_HOST, MYSQL_TCP_PORT, MYSQL_USER, MYSQL_PWD, MYSQL_SSL_CA";

  private static final String USUAL_PORT = "3306";

  private MysqlVariables() {}

  /// At the server that they name.
  ///
  /// @throws IllegalArgumentException when they name none that can be
  public static MysqlLogin login(Map<String, String> environment) {
    return login(
        environment,
        environment.getOrDefault("MYSQL_HOST", ""),
        Integer.parseInt(environment.getOrDefault("MYSQL_TCP_PORT", USUAL_PORT)));
  }

  /// At another one.
  static MysqlLogin login(Map<String, String> environment, String host, int port) {
    var authorities =
        Optional.of(environment.getOrDefault("MYSQL_SSL_CA", ""))
            .filter(file -> !file.isEmpty())
            .map(Path::of);
    if (authorities.isPresent() && !Files.isReadable(authorities.get())) {
      throw new IllegalArgumentException("MYSQL_SSL_CA cannot be read: " + authorities.get());
    }
    return new MysqlLogin(
        host,
        port,
        environment.getOrDefault("MYSQL_USER", ""),
        environment.getOrDefault("MYSQL_PWD", ""),
        authorities);
  }
}
