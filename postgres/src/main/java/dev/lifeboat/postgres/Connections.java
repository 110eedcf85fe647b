package dev.lifeboat.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/// Opens JDBC connections whose every wait has a deadline.
final class Connections {

  private Connections() {}

  /// Logs in within `deadline`. Afterwards the connection has no deadline until the caller sets one
  /// with [#limit].
  ///
  /// @param options server settings of this session, as `-c name=value`
  static Connection open(Endpoint endpoint, Duration deadline, String options) throws SQLException {
    var properties = new Properties();
    PGProperty.USER.set(properties, endpoint.user());
    PGProperty.PASSWORD.set(properties, endpoint.password());
    PGProperty.APPLICATION_NAME.set(properties, "lifeboat");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "13");
    endpoint.encryption().tell(properties);
    PGProperty.GSS_ENC_MODE.set(properties, "disable");
    PGProperty.CONNECT_TIMEOUT.set(properties, 0);
    PGProperty.SOCKET_FACTORY.set(properties, DeadlineSocketFactory.class.getName());
    PGProperty.SOCKET_FACTORY_ARG.set(properties, Long.toString(deadline.toMillis()));
    if (!options.isEmpty()) {
      PGProperty.OPTIONS.set(properties, options);
    }
    var host = endpoint.host().contains(":") ? "[" + endpoint.host() + "]" : endpoint.host();
    var database = URLEncoder.encode(endpoint.database(), StandardCharsets.UTF_8);
    var connection =
        new Driver()
            .connect(
                "jdbc:postgresql://" + host + ":" + endpoint.port() + "/" + database, properties);
    if (connection == null) {
      throw new SQLException("the driver did not accept the address of " + endpoint);
    }
    limit(connection, deadline);
    return connection;
  }

  /// From now on, all answers together must come within `deadline`.
  static void limit(Connection connection, Duration deadline) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, Math.toIntExact(deadline.toMillis()));
  }
}
