package dev.lifeboat.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The rows of one query, fetched a part at a time, and seen as they were at one moment. For one
/// thread.
final class Cursor implements AutoCloseable {
  private final Connection connection;
  private final Statement statement;
  private final ResultSet rows;

  private Cursor(Connection connection, Statement statement, ResultSet rows) {
    this.connection = connection;
    this.statement = statement;
    this.rows = rows;
  }

  static Cursor open(Connection connection, String sql, int atOnce) throws SQLException {
    // Only inside a transaction does the driver fetch a part at a time.
    connection.setAutoCommit(false);
    var statement = connection.createStatement();
    try {
      statement.setFetchSize(atOnce);
      return new Cursor(connection, statement, statement.executeQuery(sql));
    } catch (SQLException failure) {
      end(connection, statement);
      throw failure;
    }
  }

  /// Goes on to the next row.
  boolean next() throws SQLException {
    return rows.next();
  }

  /// The row that it stands on.
  ResultSet row() {
    return rows;
  }

  @Override
  public void close() throws SQLException {
    end(connection, statement);
  }

  private static void end(Connection connection, Statement statement) throws SQLException {
    try {
      statement.close();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
