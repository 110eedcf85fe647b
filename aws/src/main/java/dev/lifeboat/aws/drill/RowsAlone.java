package dev.lifeboat.aws.drill;

import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.StoreReading;
import dev.lifeboat.postgres.Lsn;
import java.util.List;
import java.util.Optional;

/// What one database of the old side has alone, and how far it was read.
record RowsAlone(StoreReading reading, List<LedgerEntry.Row> rows) {
  RowsAlone {
    rows = List.copyOf(rows);
  }

  /// The same rows, where there may be more of them.
  ///
  /// @param since the last position that both sides share for sure
  RowsAlone doubted(Lsn since, String doubt) {
    var why = Optional.ofNullable(reading.why()).map(it -> it + "; ").orElse("") + doubt;
    return new RowsAlone(
        new StoreReading(
            reading.store(),
            reading.kind(),
            reading.beyond(),
            since.toString(),
            why,
            reading.oldFiles(),
            reading.readBy(),
            reading.uncovered()),
        rows);
  }
}
