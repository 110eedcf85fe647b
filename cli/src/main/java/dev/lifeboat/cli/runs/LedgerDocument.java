package dev.lifeboat.cli.runs;

import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.ledger.LedgerSummary;
import dev.lifeboat.ledger.StoreReadback;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// The whole ledger.
record LedgerDocument(
    String schema,
    String run,
    String region,
    boolean whole,
    List<StoreReadback> stores,
    LedgerSummary summary,
    List<JsonNode> entries) {

  static LedgerDocument of(Ledger ledger) {
    return new LedgerDocument(
        "lifeboat.ledger-document/v1",
        ledger.run(),
        ledger.region(),
        ledger.whole(),
        ledger.stores(),
        LedgerSummary.of(ledger),
        ledger.entries().stream().<JsonNode>map(LedgerFormat::entry).toList());
  }

  /// A summary by table and bucket, then what is not known.
  static List<String> lines(Ledger ledger) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s  %s%d rows and %d object versions exist in %s alone"
            .formatted(
                ledger.run(),
                ledger.whole() ? "" : "NOT WHOLE: at least ",
                ledger.rows().size(),
                ledger.versions().size(),
                ledger.region()));
    var summary = LedgerSummary.of(ledger);
    for (var table : summary.rows()) {
      lines.add(
          "  %s %s  %d inserted, %d updated, %d deleted%s; %d by the canary%s"
              .formatted(
                  table.database(),
                  table.table(),
                  table.inserts(),
                  table.updates(),
                  table.deletes(),
                  table.truncates() > 0 ? ", emptied" : "",
                  table.canary(),
                  committed(table)));
    }
    for (var bucket : summary.objects()) {
      lines.add(
          "  %s  %d versions, %d delete markers; %d by the canary"
              .formatted(bucket.bucket(), bucket.versions(), bucket.markers(), bucket.canary()));
    }
    for (var store : ledger.stores()) {
      var name = "  " + store.store() + "  ";
      if (!store.whole()) {
        lines.add(name + "unknown beyond %s: %s".formatted(store.unknownBeyond(), store.why()));
      }
      if (store.readBy() != null) {
        lines.add(name + "read by " + store.readBy().word());
      }
      if (store.uncovered() != null) {
        lines.add(name + "not in it: " + store.uncovered());
      }
    }
    return lines;
  }

  /// Rows that a comparison found come last, and have no time.
  private static String committed(LedgerSummary.Table table) {
    return table.first() == null
        ? "; found by comparison"
        : "; committed %s to %s"
            .formatted(
                table.first(), Objects.requireNonNullElse(table.last(), "when no log tells"));
  }
}
