package dev.lifeboat.canary;

import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.TableSums;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.WholeStores;
import dev.lifeboat.wire.Wait;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Compares the tables of a writer with those of its replica by SQL, so that neither a write on its
/// way nor one that comes meanwhile is a difference: of the writer the rows of transactions that
/// were over when it began, of the replica once it has replayed what the writer held then.
///
/// @param arrival how long the replica is waited for
/// @param counted by schema and name; Lifeboat's own tables are left out
public record ComparedTables(Wait arrival, Predicate<String> counted) {
  // A report of more is read by nobody.
  private static final int MOST_TABLES = 1_000;

  /// Compares one database.
  ///
  /// @param sides the regions of `there`, which takes writes, and of `here`, which follows it
  public List<DataCheck.Part> compare(
      String database, WholeStores sides, Session there, Session here)
      throws SQLException, InterruptedException {
    var moment = TableSums.moment(there);
    var first = rows(there, moment);
    awaitReplay(here, sides.copy(), written(there, sides.writer()));
    var held = rows(here, moment);
    return sides.tables(database, first, held, rows(there, moment));
  }

  private SortedMap<String, WholeStores.Rows> rows(Session session, String moment)
      throws SQLException {
    var rows = new TreeMap<String, WholeStores.Rows>();
    TableSums.of(session, moment, MOST_TABLES, counted)
        .forEach((table, sum) ->
            rows.put(table, new WholeStores.Rows(sum.rows(), sum.sum(), sum.younger())));
    return rows;
  }

  private static Lsn written(Session session, String writer) throws SQLException {
    return session
        .positions()
        .flush()
        .orElseThrow(
            () -> new SQLException("the database in %s takes no writes".formatted(writer)));
  }

  private void awaitReplay(Session session, String copy, Lsn position)
      throws SQLException, InterruptedException {
    boolean arrived =
        arrival.until(
            () -> replayed(session, copy).filter(it -> it.compareTo(position) >= 0).isPresent());
    if (!arrived) {
      throw new SQLException(
          "%s has replayed %s of %s after %d s"
              .formatted(
                  copy,
                  replayed(session, copy).map(Lsn::toString).orElse("nothing"),
                  position,
                  arrival.limit().toSeconds()));
    }
  }

  private static Optional<Lsn> replayed(Session session, String copy) throws SQLException {
    var now = session.positions();
    if (!now.inRecovery()) {
      throw new SQLException("the database in %s follows nobody".formatted(copy));
    }
    return now.replay();
  }
}
