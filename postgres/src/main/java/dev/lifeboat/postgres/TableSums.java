package dev.lifeboat.postgres;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What the tables of one database hold, each as a count and a sum that does not depend on the
/// order of its rows: the same on a primary and on its physical replica.
///
/// So that a primary need not stand still, all readings of a comparison share a [#moment], and
/// count the rows of transactions that were over by then. Such rows can only become fewer: what a
/// primary holds in two readings, a replica holds in between once it has replayed what the first
/// one saw.
public final class TableSums {

  /// Every transaction with a lower number is over; those that are not have this one or a higher.
  private static final String MOMENT = "SELECT pg_snapshot_xmin(pg_current_snapshot())::xid::text";

  /// Only what a replica receives: no unlogged and no temporary tables.
  private static final String TABLES =
      """
      SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND c.relpersistence = 'p'
         AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
       ORDER BY 1, 2
      """;

  /// A row's own number of its transaction is the same on both sides; ages are compared because
  /// numbers wrap around.
  private static final String SUM =
      """
      SELECT count(*) FILTER (WHERE older),
             coalesce(sum(('x' || left(digest, 16))::bit(64)::bigint) FILTER (WHERE older), 0)
               || ' ' ||
             coalesce(sum(('x' || right(digest, 16))::bit(64)::bigint) FILTER (WHERE older), 0),
             count(*) FILTER (WHERE NOT older)
        FROM (SELECT age(t.xmin) > age('{moment}'::xid) AS older, md5((t.*)::text) AS digest
                FROM ONLY {table} t) r
      """;

  /// Two servers with other settings must spell the same value in the same way.
  private static final List<String> SPELLING =
      List.of(
          "SET timezone = 'UTC'",
          "SET datestyle = 'ISO'",
          "SET intervalstyle = 'postgres'",
          "SET bytea_output = 'hex'",
          "SET extra_float_digits = 1");

  private TableSums() {}

  /// One table.
  ///
  /// @param rows of transactions that were over at the moment
  /// @param sum of all their columns
  /// @param younger rows that are in neither
  public record Sum(long rows, String sum, long younger) {}

  /// The moment that the readings of one comparison share.
  ///
  /// @param primary a session on the server that takes writes
  public static String moment(Session primary) throws SQLException {
    return primary.query(MOMENT, row -> row.getString(1)).getFirst();
  }

  /// Every ordinary table by name, such as `public.orders`. Each one is read in full.
  ///
  /// @param moment of [#moment]
  /// @param most tables; of a database with more nothing is read
  /// @param which of them, by name
  /// @throws SQLException also when there are more tables than `most`
  public static SortedMap<String, Sum> of(
      Session session, String moment, int most, Predicate<String> which) throws SQLException {
    spell(session);
    var tables =
        tables(session).stream().filter(table -> which.test(String.join(".", table))).toList();
    if (tables.size() > most) {
      throw new SQLException("%d tables, at most %d are compared".formatted(tables.size(), most));
    }
    var sums = new TreeMap<String, Sum>();
    for (var table : tables) {
      sums.put(String.join(".", table), sum(session, moment, table));
    }
    return Collections.unmodifiableSortedMap(sums);
  }

  /// Makes a session print values as every other one of these does.
  static void spell(Session session) throws SQLException {
    for (var setting : SPELLING) {
      session.execute(setting);
    }
  }

  /// Schema and name of every ordinary table.
  static List<List<String>> tables(Session session) throws SQLException {
    return session.query(TABLES, row -> List.of(row.getString(1), row.getString(2)));
  }

  private static Sum sum(Session session, String moment, List<String> table) throws SQLException {
    var name = Sql.identifier(table.getFirst()) + "." + Sql.identifier(table.getLast());
    var query = SUM.replace("{moment}", moment).replace("{table}", name);
    return session
        .query(query, row -> new Sum(row.getLong(1), row.getString(2), row.getLong(3)))
        .getFirst();
  }
}
