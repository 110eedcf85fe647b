package dev.lifeboat.aws.drill;

import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.StoreReadback;
import java.util.List;

/// What one database of the old side has alone, and how far it was read.
record RowsAlone(StoreReadback reading, List<LedgerEntry.Row> rows) {
  RowsAlone {
    rows = List.copyOf(rows);
  }
}
