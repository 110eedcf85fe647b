package dev.lifeboat.canary;

import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SqlFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.TreeSet;

/// The rows that a canary's writes left, as a login of the services sees them.
public record CanaryRows(Canary.Rows rows) {
  private static final Duration SQL = Duration.ofSeconds(10);
  private static final String NO_SUCH_TABLE = "42P01";

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
  public StoredNumbers held(Endpoint at, String client) {
    try (var session = Session.open(at, SQL)) {
      var numbers = new TreeSet<Long>();
      for (long number : session.queryNumbers(rows.queryOf(client))) {
        numbers.add(number);
      }
      return new StoredNumbers.Numbers(numbers);
    } catch (SQLException unread) {
      return new StoredNumbers.Unread("%s: %s".formatted(at, SqlFailure.told(unread)));
    }
  }

  /// How many rows of the client a server holds.
  public int count(Endpoint at, String client) throws SQLException {
    try (var session = Session.open(at, SQL)) {
      return session.queryNumbers(rows.queryOf(client)).length;
    } catch (SQLException failed) {
      // A shop that was never used has not made its table yet.
      if (NO_SUCH_TABLE.equals(failed.getSQLState())) {
        return 0;
      }
      throw failed;
    }
  }

  /// Removes the client's rows from a writer; its replica follows.
  public void remove(Endpoint at, String client) throws SQLException {
    try (var session = Session.open(at, SQL)) {
      session.execute(rows.removalOf(client));
    }
  }
}
