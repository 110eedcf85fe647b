package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.measure.Held;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/// The rows that a canary wrote, in the instances of its database.
public final class DrilledRows {
  private static final Duration SQL = Duration.ofSeconds(10);
  private static final String NO_SUCH_TABLE = "42P01";

  private final Canary canary;
  private final Map<String, Reachable> databases;
  private final Optional<SqlLogin> login;

  /// @param databases of the workload, by their names
  public DrilledRows(Canary canary, Map<String, Reachable> databases, Optional<SqlLogin> login) {
    this.canary = canary;
    this.databases = Map.copyOf(databases);
    this.login = login;
  }

  /// Which of the client's numbers the database in `region` holds.
  public Held in(String region, String client) throws InterruptedException {
    var rows = canary.rows();
    if (rows.isEmpty()) {
      return new Held.NoStore();
    }
    try {
      return numbers(endpoint(rows.get(), region), rows.get().queryOf(client));
    } catch (ProblemException unknown) {
      return new Held.Unread(unknown.problem().happened());
    }
  }

  private static Held numbers(Endpoint at, String query) {
    try (var session = Session.open(at, SQL)) {
      var numbers = new TreeSet<Long>();
      for (long number : session.queryNumbers(query)) {
        numbers.add(number);
      }
      return new Held.Numbers(numbers);
    } catch (SQLException unread) {
      return new Held.Unread("%s: %s".formatted(at, unread.getMessage()));
    }
  }

  /// How many there are in `region`; empty where rows are not counted.
  OptionalInt count(String region, String client) throws ProblemException, InterruptedException {
    var rows = canary.rows();
    if (rows.isEmpty()) {
      return OptionalInt.empty();
    }
    try (var session = Session.open(endpoint(rows.get(), region), SQL)) {
      return OptionalInt.of(session.queryNumbers(rows.get().queryOf(client)).length);
    } catch (SQLException failed) {
      // A shop that was never used has not made its table yet.
      if (NO_SUCH_TABLE.equals(failed.getSQLState())) {
        return OptionalInt.of(0);
      }
      throw new ProblemException(
          Problem.passing(
              Code.LB2002,
              "the rows of %s in %s cannot be counted: %s"
                  .formatted(rows.get().database(), region, failed.getMessage()),
              "whether a drill leaves anything behind could not be told",
              "see that PGUSER may log in from here, and read the canary's table"),
          failed);
    }
  }

  /// Removes the client's rows where the writer is; its replica follows.
  ///
  /// @throws ProblemException LB5003 when they could not be removed
  public void remove(String writer, String client) throws ProblemException, InterruptedException {
    var rows = canary.rows();
    if (rows.isEmpty()) {
      return;
    }
    try (var session = Session.open(endpoint(rows.get(), writer), SQL)) {
      session.execute(rows.get().removalOf(client));
    } catch (SQLException failed) {
      throw new ProblemException(
          Problem.passing(
              Code.LB5003,
              "what canary %s wrote could not be removed: %s"
                  .formatted(client, failed.getMessage()),
              "its rows are still in %s".formatted(rows.get().database()),
              "remove them by hand: " + rows.get().removalOf(client)),
          failed);
    }
  }

  private Endpoint endpoint(Canary.Rows rows, String region)
      throws ProblemException, InterruptedException {
    var database = Optional.ofNullable(databases.get(rows.database()));
    if (database.isEmpty() || login.isEmpty()) {
      throw unknown("nobody is logged in to '%s'".formatted(rows.database()));
    }
    return login
        .get()
        .at(
            database
                .get()
                .in(region)
                .orElseThrow(() ->
                    unknown(
                        "there is no instance of '%s' in %s".formatted(rows.database(), region))));
  }

  private static ProblemException unknown(String what) {
    return Problem.lasting(
            Code.LB2001,
            what,
            "which of the canary's writes are there is not known",
            "set PGDATABASE, PGUSER and PGPASSWORD, and see 'lifeboat check'")
        .asException();
  }
}
