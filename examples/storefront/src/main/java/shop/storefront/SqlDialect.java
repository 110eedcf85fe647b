package shop.storefront;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;

/// One kind of database, asked in its own words. The scheme of the URL decides which.
sealed interface SqlDialect permits PostgresDialect, MysqlDialect {

  /// Only who can be reached at once is of use to a request that waits.
  int CONNECT_SECONDS = 1;

  /// Above a statement's own limit: only a server that does not even refuse runs into this one.
  int SOCKET_SECONDS = 3;

  /// That of a URL's scheme.
  ///
  /// @throws IllegalArgumentException when it is of neither
  static SqlDialect of(String url) {
    if (url.startsWith(PostgresDialect.SCHEME)) {
      return new PostgresDialect();
    }
    if (url.startsWith(MysqlDialect.SCHEME)) {
      return new MysqlDialect();
    }
    throw new IllegalArgumentException(
        "ORDERS_URL must begin with %s or %s"
            .formatted(PostgresDialect.SCHEME, MysqlDialect.SCHEME));
  }

  /// As its driver knows it.
  String url(String url);

  /// What its driver is told beside the login.
  Properties properties();

  /// Makes the table, or finds it made.
  String table();

  /// One row that says whether the server takes writes now.
  String writable();

  /// Makes a row of client, number and item, or commits once more the one that is there: a repeat
  /// that changed nothing would acknowledge a row whose own commit still waits for a replica.
  String place();

  /// Runs [#place].
  ///
  /// @return true when it made the row
  boolean run(PreparedStatement place) throws SQLException;

  /// Whether a connection to a replica takes writes once that is promoted. If not, its address may
  /// by then lead to another server, so that a new connection is made.
  boolean staysWithReplica();

  default Connection open(Settings.Database database) throws SQLException {
    var properties = properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password());
    return DriverManager.getConnection(url(database.url()), properties);
  }
}
