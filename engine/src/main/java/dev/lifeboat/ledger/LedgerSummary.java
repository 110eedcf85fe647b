package dev.lifeboat.ledger;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Content of a ledger, by table and bucket.
///
/// @param rows by database and table, in their order
public record LedgerSummary(List<Table> rows, List<Bucket> objects) {
  public LedgerSummary {
    rows = List.copyOf(rows);
    objects = List.copyOf(objects);
  }

  /// One table.
  ///
  /// @param truncates how often it was emptied, of how many rows nobody knows
  /// @param canary how many of them are the canary's
  /// @param first when the earliest was committed, as `last` the newest; null where a comparison
  ///   found them
  public record Table(
      String database,
      String table,
      long inserts,
      long updates,
      long deletes,
      long truncates,
      long canary,
      @Nullable String first,
      @Nullable String last) {}

  /// One bucket.
  public record Bucket(String bucket, long versions, long markers, long canary) {}

  /// Counts.
  public static LedgerSummary of(Ledger ledger) {
    var marks = ledger.marks();
    return new LedgerSummary(
        of(ledger.rows(), row -> row.database() + " " + row.table(), rows -> table(marks, rows)),
        of(ledger.versions(), LedgerEntry.Version::bucket, versions -> bucket(marks, versions)));
  }

  private static <E, S> List<S> of(
      List<E> entries, Function<E, String> place, Function<List<E>, S> summary) {
    return entries.stream()
        .collect(Collectors.groupingBy(place, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(summary)
        .toList();
  }

  private static Table table(CanaryMarks marks, List<LedgerEntry.Row> rows) {
    return new Table(
        rows.getFirst().database(),
        rows.getFirst().table(),
        count(rows, "insert"),
        count(rows, "update"),
        count(rows, "delete"),
        count(rows, "truncate"),
        rows.stream().filter(row -> marks.number(row).isPresent()).count(),
        committed(rows.getFirst()),
        committed(rows.getLast()));
  }

  private static @Nullable String committed(LedgerEntry.Row row) {
    return row.compared() ? null : row.committedAt();
  }

  private static long count(List<LedgerEntry.Row> rows, String change) {
    return rows.stream().filter(row -> row.change().equals(change)).count();
  }

  private static Bucket bucket(CanaryMarks marks, List<LedgerEntry.Version> versions) {
    return new Bucket(
        versions.getFirst().bucket(),
        versions.stream().filter(version -> !version.marker()).count(),
        versions.stream().filter(LedgerEntry.Version::marker).count(),
        versions.stream().filter(version -> marks.number(version).isPresent()).count());
  }
}
