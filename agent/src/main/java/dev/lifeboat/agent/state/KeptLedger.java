package dev.lifeboat.agent.state;

import dev.lifeboat.ledger.StoreReadback;
import java.util.List;

/// What an agent read back of a database that was the writer, before it was copied over.
///
/// @param reading how far it was read
/// @param rows one JSON object each, as [dev.lifeboat.ledger.LedgerFormat] has them
public record KeptLedger(StoreReadback reading, List<String> rows) {
  public KeptLedger {
    rows = List.copyOf(rows);
  }
}
