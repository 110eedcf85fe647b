package dev.lifeboat.cli.aws;

import dev.lifeboat.mysql.MysqlLogin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// How a guard logs in at MySQL, by variables: those that MySQL's own client reads where it reads
/// any, and those that its container images do.
final class MysqlVariables {
  static final String NAMES = "MYSQL_HOST, MYSQL_TCP_PORT, MYSQL_USER, MYSQL_PWD, MYSQL_SSL_CA";

  private static final String USUAL_PORT = "3306";

  private MysqlVariables() {}

  /// @throws IllegalArgumentException when they name none that can be
  static MysqlLogin login(Map<String, String> environment) {
    var authorities = Optional.ofNullable(environment.get("MYSQL_SSL_CA")).map(Path::of);
    if (authorities.isPresent() && !Files.isReadable(authorities.get())) {
      throw new IllegalArgumentException("MYSQL_SSL_CA cannot be read: " + authorities.get());
    }
    return new MysqlLogin(
        environment.getOrDefault("MYSQL_HOST", ""),
        Integer.parseInt(environment.getOrDefault("MYSQL_TCP_PORT", USUAL_PORT)),
        environment.getOrDefault("MYSQL_USER", ""),
        environment.getOrDefault("MYSQL_PWD", ""),
        authorities);
  }
}
