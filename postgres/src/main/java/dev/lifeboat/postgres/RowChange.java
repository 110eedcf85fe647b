package dev.lifeboat.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row that a transaction changed, or a table that it emptied.
///
/// @param schema of the table, unquoted, as is `table`
/// @param old what the log tells of the row before: all columns that were not null under `REPLICA
///   IDENTITY FULL`; else the key, of a delete or of an update that changed it; else nothing
/// @param now the row afterwards; empty for a delete
/// @param untold columns of `now` that did not change and are too large to be in the log
public record RowChange(
    String schema,
    String table,
    Kind kind,
    List<Column> old,
    List<Column> now,
    List<String> untold) {

  public RowChange {
    old = List.copyOf(old);
    now = List.copyOf(now);
    untold = List.copyOf(untold);
  }

  /// What was done to the row.
  public enum Kind {
    INSERT,
    UPDATE,
    DELETE,
    /// Every row of the table is gone; which they were, the log does not tell.
    TRUNCATE
  }

  /// One value.
  ///
  /// @param type as PostgreSQL names it
  /// @param text as PostgreSQL prints it; null for SQL's null
  public record Column(String name, String type, @Nullable String text) {}
}
