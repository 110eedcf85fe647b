package dev.lifeboat.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lifeboat.plan.Copies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One thing that exists only on the old side.
public sealed interface LedgerEntry {

  /// A row that was inserted, updated or deleted there, or a table that was emptied.
  ///
  /// @param database the resource of the plan
  /// @param table with its schema, such as `public.orders`, unquoted
  /// @param change `insert`, `update`, `delete` or `truncate`
  /// @param key the columns of the primary key
  /// @param generated columns that the server fills: on two sides the same value may name two rows
  /// @param business a unique key without those; empty if the table has none
  /// @param old what is known of the row before, by column; empty if nothing
  /// @param now the row afterwards; empty if there is none
  /// @param untold columns of `now` that were not changed, and whose value is not known
  /// @param committedAt by the old side's clock, RFC 3339 in UTC; empty where a comparison found it
  /// @param transaction the old side's number of it
  /// @param lsn end of the record of its commit; empty where a comparison found it
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Row(
      String database,
      String table,
      String change,
      List<String> key,
      List<String> generated,
      List<String> business,
      Optional<Map<String, Optional<String>>> old,
      @JsonProperty("new") Optional<Map<String, Optional<String>>> now,
      List<String> untold,
      String committedAt,
      String transaction,
      String lsn)
      implements LedgerEntry {

    /// Tables of Lifeboat's own, by name: what it writes there is nobody's loss.
    private static final Set<String> OWN = Set.of("lifeboat.probe");

    public Row {
      key = List.copyOf(key);
      generated = List.copyOf(generated);
      business = List.copyOf(business);
      untold = List.copyOf(untold);
      old = old.map(Copies::ordered);
      now = now.map(Copies::ordered);
    }

    /// Whether a table is one of Lifeboat's own.
    public static boolean own(String table) {
      return OWN.contains(table);
    }

    /// Whether no log told of it, but a comparison with the new writer.
    public boolean compared() {
      return lsn.isEmpty();
    }

    /// What is known of a column: as it is afterwards, else as it was.
    public Optional<String> value(String column) {
      return now.or(() -> old)
          .flatMap(row -> Optional.ofNullable(row.get(column)).flatMap(it -> it));
    }
  }

  /// A version of an object, or a delete marker.
  ///
  /// @param bucket the resource of the plan
  /// @param version as the old side's S3 server names it: it is still stored there
  record Version(String bucket, String object, String version, boolean marker)
      implements LedgerEntry {}
}
