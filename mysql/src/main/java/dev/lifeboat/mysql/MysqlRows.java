package dev.lifeboat.mysql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// Rows of a server, by a connection for each look.
///
/// @param schema in which a statement finds a table that it names without one; empty for none
public record MysqlRows(MysqlLogin login, String schema) {
  private static final Duration SQL = Duration.ofSeconds(10);

  /// The numbers that a query finds, in its first column.
  public List<Long> numbers(String query) throws SQLException {
    try (var session = MysqlSession.open(login, schema, SQL)) {
      return session.query(query, row -> row.getLong(1));
    }
  }

  /// Changes rows; what it changed is committed when it returns.
  public void execute(String statement) throws SQLException {
    try (var session = MysqlSession.open(login, schema, SQL)) {
      session.execute(statement);
    }
  }
}
