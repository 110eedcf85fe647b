package dev.lifeboat.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The rows of one query, fetched a part at a time, and seen as they were at one moment. For one
/// thread.
///
/// @param row the one that it stands on
record Cursor(Connection connection, Statement statement, ResultSet row) implements AutoCloseable {

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
    return row.next();
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
