package dev.lifeboat.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// A ledger as SQL, for a person to review and to run on the new side. It ends with a rollback, so
/// that running it as it stands changes nothing.
///
/// Rows are found by a business key, never by a column that the server fills: after the two sides
/// parted the same number may name two different rows. What has no such key, and what is the
/// canary's, is there as a comment alone.
public final class LedgerSql {
  /// Each script begins with it, as a comment.
  public static final String HEAD = "Writes that exist in";

  private final Ledger ledger;
  private final List<String> lines = new ArrayList<>();

  private LedgerSql(Ledger ledger) {
    this.ledger = ledger;
  }

  /// The whole script, its last line ended by a line feed.
  public static String of(Ledger ledger) {
    return new LedgerSql(ledger).text();
  }

  private String text() {
    comment("%s %s alone, run %s.".formatted(HEAD, ledger.region(), ledger.run()));
    ledger.stores().stream()
        .filter(store -> !store.whole())
        .forEach(store ->
            comment(
                "NOT WHOLE: %s is unknown beyond %s: %s"
                    .formatted(store.store(), store.unknownBeyond(), store.why())));
    ledger.stores().stream()
        .filter(store -> store.uncovered() != null)
        .forEach(
            store -> comment("NOT IN IT of %s: %s".formatted(store.store(), store.uncovered())));
    comment(
        "Review it, then end with COMMIT instead of ROLLBACK. Columns that the server fills are");
    comment("left out: the same number may name another row here.");
    lines.add("SET standard_conforming_strings = on;");
    lines.add("BEGIN;");
    var last = "";
    for (var row : ledger.rows()) {
      var transaction = row.database() + " " + row.transaction();
      if (!transaction.equals(last)) {
        lines.add("");
        comment(
            "%s, transaction %s, %s"
                .formatted(
                    row.database(),
                    row.transaction(),
                    row.compared()
                        ? "found by comparison: the new writer may have changed or removed it since"
                        : "committed %s at %s".formatted(row.committedAt(), row.lsn())));
      }
      last = transaction;
      row(row);
    }
    lines.add("");
    for (var version : ledger.versions()) {
      comment(
          "%s: %s, version %s%s, is stored in %s"
              .formatted(
                  version.bucket(),
                  version.object(),
                  version.version(),
                  version.marker() ? " (a delete marker)" : "",
                  ledger.region()));
    }
    lines.add("ROLLBACK;");
    return String.join("\n", lines) + "\n";
  }

  private void row(LedgerEntry.Row row) {
    var filled =
        row.generated().stream()
            .filter(name -> row.value(name).isPresent())
            .map(name -> name + " was " + row.value(name).orElse(""))
            .collect(Collectors.joining(", "));
    if (!filled.isEmpty()) {
      comment("left out: " + filled);
    }
    var statement =
        switch (row.change()) {
          case "insert" -> insert(row);
          case "update" -> update(row);
          case "delete" -> delete(row);
          default -> new Statement("TRUNCATE " + table(row), Optional.of("it emptied the table"));
        };
    boolean canarys = ledger.marks().number(row).isPresent();
    var why = canarys ? Optional.of("a write of the canary") : statement.doubt();
    why.ifPresent(doubt -> comment("not to be run as it stands: " + doubt));
    if (why.isPresent()) {
      comment(statement.sql() + ";");
    } else {
      lines.add(statement.sql() + ";");
    }
  }

  /// @param doubt why it must not be run unseen
  private record Statement(String sql, Optional<String> doubt) {}

  private static Statement insert(LedgerEntry.Row row) {
    var values = without(row.now().orElse(Map.of()), row.generated());
    var sql =
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(
                table(row),
                identifiers(values.keySet()),
                values.values().stream().map(LedgerSql::literal).collect(Collectors.joining(", ")));
    if (!row.untold().isEmpty()) {
      return new Statement(
          sql, Optional.of("too large to be in it: " + String.join(", ", row.untold())));
    }
    return row.business().isEmpty()
        ? new Statement(sql, Optional.of("no business key tells whether it is there already"))
        : new Statement(
            "%s ON CONFLICT (%s) DO NOTHING".formatted(sql, identifiers(row.business())),
            Optional.empty());
  }

  /// What stood there before is asked for again where it is known: then a change that was made on
  /// the new side since is not written over.
  private static Statement update(LedgerEntry.Row row) {
    var before = row.old().orElse(Map.of());
    var now = without(row.now().orElse(Map.of()), row.generated());
    var changed = new LinkedHashMap<String, Optional<String>>();
    // Of an old row nulls are not told, nor anything at all without REPLICA IDENTITY FULL.
    boolean whole = before.keySet().stream().anyMatch(name -> !row.key().contains(name));
    now.forEach((name, value) -> {
      if (!whole || !Objects.equals(value, before.getOrDefault(name, Optional.empty()))) {
        changed.put(name, value);
      }
    });
    if (!whole) {
      row.business().stream().filter(name -> !before.containsKey(name)).forEach(changed::remove);
    }
    var where = new ArrayList<String>();
    business(row).ifPresent(where::addAll);
    if (whole) {
      changed.keySet().stream()
          .filter(name -> !row.business().contains(name))
          .map(name ->
              "%s IS NOT DISTINCT FROM %s"
                  .formatted(
                      identifier(name), literal(before.getOrDefault(name, Optional.empty()))))
          .forEach(where::add);
    }
    var sql =
        "UPDATE %s SET %s WHERE %s"
            .formatted(
                table(row),
                changed.entrySet().stream()
                    .map(column -> identifier(column.getKey()) + " = " + literal(column.getValue()))
                    .collect(Collectors.joining(", ")),
                where.isEmpty() ? "false" : String.join(" AND ", where));
    if (business(row).isEmpty()) {
      return new Statement(sql, Optional.of("no business key tells which row it is"));
    }
    return new Statement(
        sql,
        changed.isEmpty()
            ? Optional.of("it changed nothing but what is left out")
            : whole
                ? Optional.empty()
                : Optional.of("the row before is not known, so it may write over a newer change"));
  }

  private static Statement delete(LedgerEntry.Row row) {
    var where = business(row);
    return new Statement(
        "DELETE FROM %s WHERE %s"
            .formatted(table(row), where.map(all -> String.join(" AND ", all)).orElse("false")),
        where.isPresent()
            ? Optional.empty()
            : Optional.of("no business key tells which row it is"));
  }

  /// The row by its business key, as it was before; empty where that is not known.
  private static Optional<List<String>> business(LedgerEntry.Row row) {
    var conditions = new ArrayList<String>();
    for (var name : row.business()) {
      var before = row.old().map(old -> old.get(name)).orElse(null);
      var value = before != null ? before : row.value(name);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      conditions.add(identifier(name) + " = " + literal(value));
    }
    return conditions.isEmpty() ? Optional.empty() : Optional.of(conditions);
  }

  private static Map<String, Optional<String>> without(
      Map<String, Optional<String>> values, List<String> names) {
    var rest = new LinkedHashMap<>(values);
    names.forEach(rest::remove);
    return rest;
  }

  private static String table(LedgerEntry.Row row) {
    var parts = row.table().split("\\.", 2);
    return identifier(parts[0]) + "." + identifier(parts[1]);
  }

  private static String identifiers(Collection<String> names) {
    return names.stream().map(LedgerSql::identifier).collect(Collectors.joining(", "));
  }

  private static String identifier(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private static String literal(Optional<String> value) {
    return value.map(text -> "'" + text.replace("'", "''") + "'").orElse("NULL");
  }

  /// One line: what follows a line feed would be run.
  private void comment(String text) {
    lines.add("-- " + text.replaceAll("\\R|\\p{Cntrl}", " "));
  }
}
