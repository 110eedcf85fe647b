package dev.lifeboat.canary;

import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.postgres.SqlFailure;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/// The rows that a canary's writes left, as a login of the services sees them.
public record CanaryRows(Canary.Rows rows) {
  /// In the words of PostgreSQL, and in those of the standard.
  private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "42S02");

  /// The SQL that makes the table of a canary's own, unless it is there.
  public static String table() {
    return "create table if not exists %s (client text, number bigint, primary key (client, number))"
        .formatted(Canary.TABLE);
  }

  /// The SQL that writes one row of it.
  static String insertion(String client, long number) {
    return "insert into %s (client, number) values ('%s', %d)"
        .formatted(Canary.TABLE, client, number);
  }

  /// Which of the client's numbers a server holds.
  public StoredNumbers held(RowStore at, String client) {
    try {
      return new StoredNumbers.Numbers(new TreeSet<>(at.numbers(rows.queryOf(client))));
    } catch (SQLException unread) {
      return new StoredNumbers.Unread("%s: %s".formatted(at, SqlFailure.told(unread)));
    }
  }

  /// How many rows of the client a server holds.
  public int count(RowStore at, String client) throws SQLException {
    try {
      return at.numbers(rows.queryOf(client)).size();
    } catch (SQLException failed) {
      // A shop that was never used has not made its table yet.
      if (NO_SUCH_TABLE.contains(String.valueOf(failed.getSQLState()))) {
        return 0;
      }
      throw failed;
    }
  }

  /// Removes the client's rows from a writer; its replica follows.
  public void remove(RowStore at, String client) throws SQLException {
    at.execute(rows.removalOf(client));
  }
}
