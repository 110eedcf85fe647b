package dev.lifeboat.postgres;

import dev.lifeboat.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.OptionalInt;

/// Reading of a whole database that nobody else uses: each index and table as amcheck judges them,
/// where the server has it, and each row of each ordinary table.
///
/// @param trees how many indexes amcheck judged; empty where it is not there
/// @param tables ordinary ones, whose rows were read
/// @param digest of them: the same for the same rows, in whatever order they are
public record DatabaseCheck(OptionalInt trees, int tables, long rows, String digest) {
  private static final int MOST_TABLES = 10_000;

  private static final String IS_THERE =
      "SELECT name FROM pg_available_extensions WHERE name = 'amcheck'";

  /// Reads it, and changes nothing.
  ///
  /// @throws SQLException also when something is damaged
  public static DatabaseCheck of(Session session) throws SQLException {
    var trees = amcheck(session);
    var sums = TableSums.of(session, TableSums.moment(session), MOST_TABLES, _ -> true);
    long rows = sums.values().stream().mapToLong(it -> it.rows() + it.younger()).sum();
    var digest = Sha256.of(sums.toString().getBytes(StandardCharsets.UTF_8));
    return new DatabaseCheck(trees, sums.size(), rows, digest);
  }

  /// A database may have its own, wherever and of whatever age.
  private static final String SCHEMA =
      """
      SELECT quote_ident(n.nspname)
        FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
       WHERE e.extname = 'amcheck'
      """;

  /// Fails at the first one that is damaged, or lacks a row of its table.
  private static String indexes(String schema) {
    return """
    SELECT %s.bt_index_check(c.oid, true)::text
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
     WHERE a.amname = 'btree' AND c.relkind = 'i' AND c.relpersistence = 'p'
       AND i.indisready AND i.indisvalid
    """
        .formatted(schema);
  }

  private static String heaps(String schema) {
    return """
    SELECT format('%%s, page %%s: %%s', c.oid::regclass, v.blkno, v.msg)
      FROM pg_class c JOIN pg_am a ON a.oid = c.relam CROSS JOIN LATERAL %s.verify_heapam(c.oid) v
     WHERE a.amname = 'heap' AND c.relkind IN ('r', 'm', 't') AND c.relpersistence = 'p'
     LIMIT 20
    """
        .formatted(schema);
  }

  /// Its functions are taken back, so that nothing of it stays.
  private static OptionalInt amcheck(Session session) throws SQLException {
    if (session.queryTexts(IS_THERE).isEmpty()) {
      return OptionalInt.empty();
    }
    session.execute("BEGIN");
    session.execute("CREATE EXTENSION IF NOT EXISTS amcheck SCHEMA pg_catalog");
    session.execute("ALTER EXTENSION amcheck UPDATE"); // Before 1.3 it reads no table.
    var schema = session.queryTexts(SCHEMA).getFirst();
    int trees = session.queryTexts(indexes(schema)).size();
    var damaged = session.queryTexts(heaps(schema));
    session.execute("ROLLBACK");
    if (!damaged.isEmpty()) {
      throw new SQLException("amcheck: " + String.join("; ", damaged));
    }
    return OptionalInt.of(trees);
  }
}
