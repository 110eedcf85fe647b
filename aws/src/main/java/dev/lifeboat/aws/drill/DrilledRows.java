package dev.lifeboat.aws.drill;

import dev.lifeboat.canary.CanaryRows;
import dev.lifeboat.canary.RowStore;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;

/// The rows that a canary wrote, in the instances of its database.
///
/// @param rows empty where they are not counted
public record DrilledRows(Optional<Canary.Rows> rows, DrilledStores stores) {

  /// Which of the client's numbers the database in `region` holds.
  public StoredNumbers in(String region, String client) throws InterruptedException {
    if (rows.isEmpty()) {
      return new StoredNumbers.NoStore();
    }
    try {
      return new CanaryRows(rows.get()).held(store(rows.get(), region), client);
    } catch (ProblemException unknown) {
      return new StoredNumbers.Unread(unknown.problem().happened());
    }
  }

  /// How many there are in `region`; empty where rows are not counted.
  OptionalInt count(String region, String client) throws ProblemException, InterruptedException {
    if (rows.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(new CanaryRows(rows.get()).count(store(rows.get(), region), client));
    } catch (SQLException failed) {
      throw Problem.passing(
              Code.LB2002,
              "the rows of %s in %s cannot be counted: %s"
                  .formatted(rows.get().database(), region, SqlFailure.told(failed)),
              "whether a drill leaves anything behind could not be told",
              "see that PGUSER or MYSQL_USER may log in from here, and read the canary's table")
          .asException(failed);
    }
  }

  /// Removes the client's rows where the writer is; its replica follows.
  ///
  /// @throws ProblemException LB5005 when they could not be removed
  public void remove(String writer, String client) throws ProblemException, InterruptedException {
    if (rows.isEmpty()) {
      return;
    }
    try {
      new CanaryRows(rows.get()).remove(store(rows.get(), writer), client);
    } catch (SQLException failed) {
      throw Problem.passing(
              Code.LB5005,
              "what canary %s wrote could not be removed: %s"
                  .formatted(client, SqlFailure.told(failed)),
              "its rows are still in %s".formatted(rows.get().database()),
              "remove them by hand: " + rows.get().removalOf(client))
          .asException(failed);
    }
  }

  private RowStore store(Canary.Rows rows, String region)
      throws ProblemException, InterruptedException {
    var login =
        stores
            .rowLogin(rows.database())
            .orElseThrow(() -> unknown("nobody is logged in to '%s'".formatted(rows.database())));
    return login.rows(
        stores
            .database(rows.database())
            .in(region)
            .orElseThrow(() ->
                unknown("there is no instance of '%s' in %s".formatted(rows.database(), region))));
  }

  private static ProblemException unknown(String what) {
    return ProblemException.lasting(
        Code.LB2010,
        what,
        "which of the canary's writes are there is not known",
        "set PGDATABASE, PGUSER and PGPASSWORD, of MySQL MYSQL_USER and MYSQL_PWD, and see"
            + " 'lifeboat check'");
  }
}
