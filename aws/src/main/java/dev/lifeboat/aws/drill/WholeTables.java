package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.TableSums;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.WholeStores;
import dev.lifeboat.watch.Watcher;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Compares the tables of a writer's instance with those of its replica, by SQL, so that neither a
/// write on its way nor one that comes meanwhile is a difference. A table that the login may not
/// read makes all of them unknown; Lifeboat's own are left out.
public final class WholeTables {
  // For each statement: a table that takes longer to sum up is unknown.
  private static final Duration SQL = Duration.ofSeconds(60);
  private static final Duration LONGEST_ARRIVAL = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(200);
  // A report of more is read by nobody.
  private static final int MOST_TABLES = 1_000;
  private static final String OWN = "lifeboat.";

  private final SqlLogin login;
  private final InstantSource clock;
  private final Watcher.Pause pause;

  public WholeTables(SqlLogin login, InstantSource clock, Watcher.Pause pause) {
    this.login = login;
    this.clock = clock;
    this.pause = pause;
  }

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
        var moment = TableSums.moment(there);
        var first = rows(there, moment);
        awaitReplay(here, copy, written(there, writer));
        var held = rows(here, moment);
        return new WholeStores(writer, copy).tables(database, first, held, rows(there, moment));
      }
    } catch (SQLException unread) {
      return unknown(database, String.valueOf(unread.getMessage()).lines().findFirst().orElse(""));
    } catch (ProblemException unread) {
      return unknown(database, unread.problem().happened());
    }
  }

  private static List<DataCheck.Part> unknown(String database, String why) {
    return List.of(DataCheck.Part.unknown(database, null, "not compared: " + why));
  }

  private static SortedMap<String, WholeStores.Rows> rows(Session session, String moment)
      throws SQLException {
    var rows = new TreeMap<String, WholeStores.Rows>();
    var sums = TableSums.of(session, moment, MOST_TABLES, table -> !table.startsWith(OWN));
    sums.forEach((table, sum) ->
        rows.put(table, new WholeStores.Rows(sum.rows(), sum.sum(), sum.younger())));
    return rows;
  }

  private static Lsn written(Session session, String writer) throws SQLException {
    return session
        .positions()
        .flush()
        .orElseThrow(
            () -> new SQLException("the instance in %s takes no writes".formatted(writer)));
  }

  private void awaitReplay(Session session, String copy, Lsn position)
      throws SQLException, InterruptedException {
    var end = clock.instant().plus(LONGEST_ARRIVAL);
    while (true) {
      var now = session.positions();
      if (!now.inRecovery()) {
        throw new SQLException("the instance in %s follows nobody".formatted(copy));
      }
      if (now.replay().filter(replayed -> replayed.compareTo(position) >= 0).isPresent()) {
        return;
      }
      if (clock.instant().isAfter(end)) {
        throw new SQLException(
            "%s has replayed %s of %s after %d s"
                .formatted(
                    copy,
                    now.replay().map(Lsn::toString).orElse("nothing"),
                    position,
                    LONGEST_ARRIVAL.toSeconds()));
      }
      pause.of(LOOK);
    }
  }
}
