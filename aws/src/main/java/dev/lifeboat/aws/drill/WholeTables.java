package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.canary.ComparedTables;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.WholeStores;
import dev.lifeboat.wire.Wait;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// Compares the tables of a writer's instance with those of its replica. A table that the login may
/// not read makes all of them unknown.
public record WholeTables(SqlLogin login) {
  // For each statement: a table that takes longer to sum up is unknown.
  private static final Duration SQL = Duration.ofSeconds(60);
  private static final Wait ARRIVAL = new Wait(Duration.ofSeconds(60), Duration.ofMillis(200));
  private static final String OWN = "lifeboat.";

  /// Compares one database.
  ///
  /// @param writer the region whose instance takes writes
  /// @param copy the other one
  public List<DataCheck.Part> compare(
      String database, Reachable instances, String writer, String copy)
      throws InterruptedException {
    try {
      var source = instances.in(writer);
      var replica = instances.in(copy);
      if (source.isEmpty() || replica.isEmpty()) {
        return unknown(database, "an instance of it has no address");
      }
      try (var there = Session.open(login.at(source.get()), SQL);
          var here = Session.open(login.at(replica.get()), SQL)) {
        return new ComparedTables(ARRIVAL, table -> !table.startsWith(OWN))
            .compare(database, new WholeStores(writer, copy), there, here);
      }
    } catch (SQLException unread) {
      return unknown(database, SqlFailure.told(unread));
    } catch (ProblemException unread) {
      return unknown(database, unread.problem().happened());
    }
  }

  private static List<DataCheck.Part> unknown(String database, String why) {
    return List.of(DataCheck.Part.unknown(database, null, "not compared: " + why));
  }
}
