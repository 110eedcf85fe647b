package dev.lifeboat.agent.state;

import dev.lifeboat.ledger.StoreReadback;
import java.util.List;

/// Changes that an agent read back of a former writer before it was copied over.
///
/// @param reading how far it was read
/// @param rows one JSON object each, as [dev.lifeboat.ledger.LedgerFormat] has them
public record KeptLedger(StoreReadback reading, List<String> rows) {
  public KeptLedger {
    rows = List.copyOf(rows);
  }
}
