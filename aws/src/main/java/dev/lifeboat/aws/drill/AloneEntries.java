package dev.lifeboat.aws.drill;

import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.StoreReadback;
import java.util.List;

/// What one store of the old side has alone, and how far it was read.
record AloneEntries(StoreReadback reading, List<? extends LedgerEntry> entries) {
  AloneEntries {
    entries = List.copyOf(entries);
  }
}
