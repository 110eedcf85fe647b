package dev.lifeboat.lab.drill;

import dev.lifeboat.plan.Count;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.scenario.Criterion;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Compares clones with their primary row by row, by a hash of the whole row.
///
/// The primary goes on meanwhile. What is new there is no difference; a row of the clone that is
/// not there as it was has been changed since the recovery point, or it is damaged, and which of
/// the two cannot be told: then the answer is unknown.
final class CloneComparison {
  private static final Duration SQL = Duration.ofSeconds(30);
  private static final int MOST = 1_000_000;

  /// Lifeboat's own tables are left out: the writer's agent changes them all the time.
  private static final String TABLES =
      """
      SELECT format('%I.%I', n.nspname, c.relname)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND c.relpersistence = 'p'
         AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'lifeboat')
       ORDER BY 1
      """;

  private final Map<String, Map<String, long[]>> clones = new LinkedHashMap<>();

  /// Reads a clone before anything is written to it.
  void remember(String database, Endpoint clone) throws SQLException {
    var tables = new TreeMap<String, long[]>();
    try (var session = Session.open(clone, SQL)) {
      for (var table : session.queryTexts(TABLES)) {
        tables.put(table, hashes(session, table));
      }
    }
    clones.put(database, tables);
  }

  private static long[] hashes(Session session, String table) throws SQLException {
    return session.queryNumbers(
        "SELECT hashtextextended(t::text, 0) FROM %s t LIMIT %d".formatted(table, MOST));
  }

  /// Compares all that was remembered.
  ///
  /// @param primary the login of each database
  Criterion with(Function<String, Endpoint> primary) {
    long compared = 0;
    long elsewhere = 0;
    for (var clone : clones.entrySet()) {
      try (var session = Session.open(primary.apply(clone.getKey()), SQL)) {
        for (var table : clone.getValue().entrySet()) {
          if (table.getValue().length >= MOST) {
            return Criterion.unknown(
                "%s holds more than %d rows, which were not compared"
                    .formatted(table.getKey(), MOST));
          }
          compared += table.getValue().length;
          elsewhere += missing(table.getValue(), hashes(session, table.getKey()));
        }
      } catch (SQLException unread) {
        return Criterion.unknown(
            "%s could not be compared: %s".formatted(clone.getKey(), SqlFailure.told(unread)));
      }
    }
    return judge(compared, elsewhere);
  }

  static Criterion judge(long compared, long elsewhere) {
    return elsewhere == 0
        ? Criterion.met(
            "on the primary as in the sandbox: %s of the recovery point"
                .formatted(Count.of(compared, "row")))
        : Criterion.unknown(
            "%d of %d rows of the recovery point are not on the primary as they are in the sandbox:"
                    .formatted(elsewhere, compared)
                + " changed since, or damaged");
  }

  /// How many of `these` are not among `those`, each one counted once.
  static long missing(long[] these, long[] those) {
    var left = new HashMap<Long, Integer>();
    for (long hash : those) {
      left.merge(hash, 1, Integer::sum);
    }
    long missing = 0;
    for (long hash : these) {
      var there = left.get(hash);
      if (there == null || there == 0) {
        missing++;
      } else {
        left.put(hash, there - 1);
      }
    }
    return missing;
  }
}
