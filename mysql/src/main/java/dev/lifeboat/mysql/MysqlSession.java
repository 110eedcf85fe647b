package dev.lifeboat.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/// One connection to a server, whose every wait has an end. Its times are UTC.
///
/// @param dialect of the product and its version, as the server tells them
record MysqlSession(Connection connection, Dialect dialect) implements AutoCloseable {

  /// Reads one row.
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// @param limit for the login, and for each statement after it
  static MysqlSession open(MysqlLogin login, Duration limit) throws SQLException {
    return open(login, "", limit);
  }

  /// As above.
  ///
  /// @param schema in which a statement finds a table that it names without one; empty for none
  static MysqlSession open(MysqlLogin login, String schema, Duration limit) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password());
    properties.setProperty("connectTimeout", Long.toString(limit.toMillis()));
    properties.setProperty("socketTimeout", Long.toString(limit.toMillis()));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("sessionVariables", "time_zone='+00:00'");
    properties.setProperty("sslMode", login.authorities().isPresent() ? "verify-full" : "trust");
    login
        .authorities()
        .ifPresent(
            file -> properties.setProperty("serverSslCert", file.toAbsolutePath().toString()));
    var host = login.host().contains(":") ? "[" + login.host() + "]" : login.host();
    var connection =
        new Driver().connect("jdbc:mariadb://%s:%d/".formatted(host, login.port()), properties);
    if (connection == null) {
      throw new SQLException("the driver did not accept the address of " + login);
    }
    try {
      if (!schema.isEmpty()) {
        connection.setCatalog(schema);
      }
      return of(connection);
    } catch (SQLException refused) {
      connection.close();
      throw refused;
    }
  }

  private static MysqlSession of(Connection connection) throws SQLException {
    var told = connection.getMetaData();
    return new MysqlSession(
        connection,
        Dialect.of(
            told.getDatabaseProductName(),
            told.getDatabaseMajorVersion(),
            told.getDatabaseMinorVersion()));
  }

  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      var _ = statement.execute(sql);
    }
  }

  <T> List<T> query(String sql, Row<T> row) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var read = new ArrayList<T>();
      while (rows.next()) {
        read.add(row.read(rows));
      }
      return List.copyOf(read);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
