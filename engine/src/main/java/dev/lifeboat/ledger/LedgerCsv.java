package dev.lifeboat.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// A ledger as a table (RFC 4180): one line for each row and version, `old` and `new` as JSON.
public final class LedgerCsv {
  /// The first line of each table.
  public static final String COLUMNS =
      "store,table,object,change,committedAt,transaction,lsn,version,businessKey,old,new";

  private LedgerCsv() {}

  /// The whole table, its lines ended by CR and LF.
  public static String of(Ledger ledger) {
    var lines = new ArrayList<String>();
    lines.add(COLUMNS);
    ledger.rows().forEach(row -> lines.add(line(row)));
    ledger.versions().forEach(version -> lines.add(line(version)));
    return String.join("\r\n", lines) + "\r\n";
  }

  private static String line(LedgerEntry.Row row) {
    return cells(
        row.database(),
        row.table(),
        "",
        row.change(),
        row.committedAt(),
        row.transaction(),
        row.lsn(),
        "",
        row.business().stream()
            .map(name -> name + "=" + row.value(name).orElse(""))
            .collect(Collectors.joining(" ")),
        json(row.old()),
        json(row.now()));
  }

  private static String line(LedgerEntry.Version version) {
    return cells(
        version.bucket(),
        "",
        version.object(),
        version.marker() ? "delete" : "put",
        "",
        "",
        "",
        version.version(),
        "",
        "",
        "");
  }

  private static String json(Optional<Map<String, Optional<String>>> values) {
    return values
        .map(row -> {
          var node = JsonMapper.shared().createObjectNode();
          row.forEach((name, value) -> node.put(name, value.orElse(null)));
          return node.toString();
        })
        .orElse("");
  }

  private static String cells(String... cells) {
    return Stream.of(cells).map(LedgerCsv::cell).collect(Collectors.joining(","));
  }

  private static String cell(String text) {
    // A spreadsheet would take it for a formula.
    var safe =
        !text.isEmpty() && List.of('=', '+', '-', '@').contains(text.charAt(0)) ? "'" + text : text;
    return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
