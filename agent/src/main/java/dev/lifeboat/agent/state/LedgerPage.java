package dev.lifeboat.agent.state;

import dev.lifeboat.ledger.StoreReadback;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a [KeptLedger], of a bounded size.
///
/// @param rows one JSON object each
/// @param next what to ask for the next part; null after the last
public record LedgerPage(StoreReadback reading, List<String> rows, @Nullable Long next) {
  public LedgerPage {
    rows = List.copyOf(rows);
  }
}
