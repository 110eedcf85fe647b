package dev.lifeboat.canary;

import java.sql.SQLException;
import java.util.List;

/// A server of databases that a canary's rows are in, whatever its make. Its text says where it is.
public interface RowStore {
  /// The numbers that a query finds, in its first column.
  ///
  /// @throws SQLException with SQL's own state where the server tells one
  List<Long> numbers(String query) throws SQLException;

  /// Changes rows, and returns once that is durable there.
  void execute(String statement) throws SQLException;
}
