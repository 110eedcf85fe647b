package dev.lifeboat.canary;

import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One of PostgreSQL.
public record PostgresRows(Endpoint at) implements RowStore {
  private static final Duration SQL = Duration.ofSeconds(10);

  @Override
  public List<Long> numbers(String query) throws SQLException {
    try (var session = Session.open(at, SQL)) {
      var numbers = new ArrayList<Long>();
      for (long number : session.queryNumbers(query)) {
        numbers.add(number);
      }
      return numbers;
    }
  }

  @Override
  public void execute(String statement) throws SQLException {
    try (var session = Session.open(at, SQL)) {
      session.execute(statement);
    }
  }

  @Override
  public String toString() {
    return at.toString();
  }
}
