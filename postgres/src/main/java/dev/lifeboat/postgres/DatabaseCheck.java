package dev.lifeboat.postgres;

import dev.lifeboat.files.Sha256;
import dev.lifeboat.plan.Count;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reading of a whole database that nobody else uses: each index and table as amcheck judges them,
/// where the server has it, and each row of each ordinary table.
///
/// @param checked what was looked at, each in words
/// @param digest of all tables: the same for the same rows, in whatever order they are
public record DatabaseCheck(List<String> checked, String digest) {
  private static final int MOST_TABLES = 10_000;

  private static final String IS_THERE =
      "SELECT name FROM pg_available_extensions WHERE name = 'amcheck'";

  /// Fails at the first one that is damaged, or lacks a row of its table.
  private static final String INDEXES =
      """
      SELECT bt_index_check(c.oid, true)::text
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
       WHERE a.amname = 'btree' AND c.relkind = 'i' AND c.relpersistence = 'p'
         AND i.indisready AND i.indisvalid
      """;

  private static final String HEAPS =
      """
      SELECT format('%s, page %s: %s', c.oid::regclass, v.blkno, v.msg)
        FROM pg_class c JOIN pg_am a ON a.oid = c.relam CROSS JOIN LATERAL verify_heapam(c.oid) v
       WHERE a.amname = 'heap' AND c.relkind IN ('r', 'm', 't') AND c.relpersistence = 'p'
       LIMIT 20
      """;

  public DatabaseCheck {
    checked = List.copyOf(checked);
  }

  /// Reads it, and changes nothing.
  ///
  /// @param query gives a row at least where all is well
  /// @throws SQLException also when something is damaged, or the query gives nothing
  public static DatabaseCheck of(Session session, Optional<String> query) throws SQLException {
    var checked = new ArrayList<String>();
    checked.add(amcheck(session));
    var sums = TableSums.of(session, TableSums.moment(session), MOST_TABLES, _ -> true);
    long rows = sums.values().stream().mapToLong(it -> it.rows() + it.younger()).sum();
    checked.add("read: %s of %s".formatted(Count.of(rows, "row"), Count.of(sums.size(), "table")));
    if (query.isPresent()) {
      int given = session.queryTexts(query.get()).size();
      if (given == 0) {
        throw new SQLException("the plan's query gives no row: " + query.get());
      }
      checked.add("the plan's query: " + Count.of(given, "row"));
    }
    return new DatabaseCheck(checked, Sha256.of(sums.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /// Its functions are taken back, so that nothing of it stays.
  private static String amcheck(Session session) throws SQLException {
    if (session.queryTexts(IS_THERE).isEmpty()) {
      return "amcheck: not there";
    }
    session.execute("BEGIN");
    session.execute("CREATE EXTENSION IF NOT EXISTS amcheck");
    int indexes = session.queryTexts(INDEXES).size();
    var damaged = session.queryTexts(HEAPS);
    session.execute("ROLLBACK");
    if (!damaged.isEmpty()) {
      throw new SQLException("amcheck: " + String.join("; ", damaged));
    }
    return "amcheck: %s, and each table".formatted(Count.of(indexes, "B-tree"));
  }
}
