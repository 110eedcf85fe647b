package dev.lifeboat.guard.audit;

import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.ledger.StoreReadback.Kind;
import dev.lifeboat.ledger.StoreReadback.Way;
import dev.lifeboat.postgres.ReadingLimits;
import dev.lifeboat.postgres.RowComparison;
import dev.lifeboat.postgres.RowComparison.Sides;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds beside the new writer what an old side has alone, where its audit slot did not tell all.
///
/// @param told how far that was read, and not whole
/// @param transactions that it told of; their rows are not told again
public record ComparedWrites(StoreReadback told, Set<String> transactions) {
  /// A run waits for it, with a replica that streams already.
  private static final Duration WITHIN = Duration.ofMinutes(10);

  private static final String REMOVED = "rows that the old side removed";

  /// Compares every table of the old side with that of the new writer.
  ///
  /// @param sides in the database that services use
  /// @param limits of what is told beside the transactions
  /// @throws IOException when `rows` cannot take one
  public StoreReadback run(Sides sides, ReadingLimits limits, AuditedWrites.Rows rows)
      throws SQLException, IOException {
    var unknown =
        new RowComparison(sides, limits, WITHIN, row -> take(row, rows))
            .run(table -> !LedgerEntry.Row.own(table));
    return unknown
        .map(why ->
            StoreReadback.unknown(
                told.store(),
                Kind.DATABASE,
                told.beyond(),
                Optional.ofNullable(told.unknownBeyond()).orElse(told.beyond()),
                why))
        .orElseGet(() -> StoreReadback.whole(told.store(), Kind.DATABASE, told.beyond()))
        .by(
            told.readBy() == null ? Way.COMPARISON : Way.LOG_AND_COMPARISON,
            Optional.of(uncovered(sides)));
  }

  private String uncovered(Sides sides) throws SQLException {
    var rest = Optional.ofNullable(told.uncovered());
    return Stream.concat(
            Stream.of(REMOVED),
            (rest.isPresent() ? rest : UncoveredData.of(sides.values(), 0)).stream())
        .collect(Collectors.joining("; "));
  }

  private void take(RowComparison.Row row, AuditedWrites.Rows rows) throws IOException {
    if (transactions.contains(row.transaction())) {
      return;
    }
    rows.add(
        new LedgerEntry.Row(
            told.store(),
            row.schema() + "." + row.table(),
            row.otherwise() ? "update" : "insert",
            row.shape().key(),
            row.shape().generated(),
            row.shape().business(),
            Optional.empty(),
            Optional.of(row.values()),
            row.untold(),
            "",
            row.transaction(),
            ""));
  }
}
