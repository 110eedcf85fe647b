package dev.lifeboat.cli.runs;

import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.ledger.LedgerSummary;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.plan.Count;
import java.util.ArrayList;
import java.util.List;
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
        "%s  %s%s and %s in %s alone"
            .formatted(
                ledger.run(),
                ledger.whole() ? "" : "NOT WHOLE: at least ",
                Count.of(ledger.rows().size(), "row"),
                Count.of(ledger.versions().size(), "object version"),
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
          "  %s  %s, %s; %d by the canary"
              .formatted(
                  bucket.bucket(),
                  Count.of(bucket.versions(), "version"),
                  Count.of(bucket.markers(), "delete marker"),
                  bucket.canary()));
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
                Spans.local(table.first()),
                table.last() == null ? "when no log tells" : Spans.local(table.last()));
  }
}
