package dev.lifeboat.postgres;

import dev.lifeboat.postgres.RowChange.Column;
import dev.lifeboat.postgres.RowChange.Kind;
import java.util.ArrayList;
import java.util.List;

/// Reads a line of PostgreSQL's `test_decoding` that tells of a row:
///
///     table public.orders: INSERT: client[text]:'it''s' number[bigint]:1 note[text]:null
///
/// Names are quoted as in SQL; values are literals, numbers and truth values bare. (PostgreSQL
/// source, contrib/test_decoding.) Used once, by one thread.
final class DecodedText {
  private static final String TABLE = "table ";
  private static final int MOST_SHOWN = 200;
  private static final String UNCHANGED = "unchanged-toast-datum";

  private final String text;
  private int at;

  private DecodedText(String text) {
    this.text = text;
  }

  /// One line; several changes only where a statement truncated several tables.
  ///
  /// @throws IllegalArgumentException when it is not such a line
  static List<RowChange> read(String line) {
    return new DecodedText(line).changes();
  }

  private List<RowChange> changes() {
    expect(TABLE);
    var tables = new ArrayList<List<String>>();
    do {
      var schema = identifier();
      expect(".");
      tables.add(List.of(schema, identifier()));
    } while (taken(", "));
    expect(": ");
    var kind = kind();
    if (kind == Kind.TRUNCATE) {
      return tables.stream().map(table -> change(table, kind, Told.NOTHING, Told.NOTHING)).toList();
    }
    var table = tables.getFirst();
    if (taken(" (no-tuple-data)")) {
      return List.of(change(table, kind, Told.NOTHING, Told.NOTHING));
    }
    return List.of(
        switch (kind) {
          case INSERT, TRUNCATE -> change(table, kind, Told.NOTHING, columns());
          case DELETE -> change(table, kind, columns(), Told.NOTHING);
          case UPDATE -> {
            var old = taken(" old-key:") ? columns() : Told.NOTHING;
            boolean _ = taken(" new-tuple:");
            yield change(table, kind, old, columns());
          }
        });
  }

  private record Told(List<Column> columns, List<String> untold) {
    static final Told NOTHING = new Told(List.of(), List.of());
  }

  private static RowChange change(List<String> table, Kind kind, Told old, Told now) {
    return new RowChange(
        table.getFirst(), table.getLast(), kind, old.columns(), now.columns(), now.untold());
  }

  private Kind kind() {
    for (var kind : Kind.values()) {
      if (taken(kind.name() + ":")) {
        return kind;
      }
    }
    throw mistake("no change of a kind that is known");
  }

  private Told columns() {
    var columns = new ArrayList<Column>();
    var untold = new ArrayList<String>();
    while (at < text.length() && !text.startsWith(" new-tuple:", at)) {
      expect(" ");
      var name = identifier();
      var type = type();
      expect(":");
      if (taken(UNCHANGED)) {
        untold.add(name);
      } else {
        columns.add(value(name, type));
      }
    }
    return new Told(columns, untold);
  }

  private String identifier() {
    if (peek() == '"') {
      return quoted('"');
    }
    int start = at;
    while (at < text.length() && ".[: ,".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at == start) {
      throw mistake("no name");
    }
    return text.substring(start, at);
  }

  /// In brackets, and may hold brackets of its own: `tags[text[]]`.
  private String type() {
    expect("[");
    int start = at;
    for (int depth = 1; ; ) {
      switch (peek()) {
        case '[' -> depth++;
        case ']' -> depth--;
        case '"' -> {
          var _ = quoted('"');
          continue;
        }
        case -1 -> throw mistake("a type that does not end");
        default -> {}
      }
      at++;
      if (depth == 0) {
        return text.substring(start, at - 1);
      }
    }
  }

  private Column value(String name, String type) {
    if (peek() == '\'') {
      return new Column(name, type, quoted('\''));
    }
    if (text.startsWith("B'", at)) {
      at++;
      return new Column(name, type, quoted('\''));
    }
    int start = at;
    while (at < text.length() && text.charAt(at) != ' ') {
      at++;
    }
    var word = text.substring(start, at);
    return new Column(name, type, word.equals("null") ? null : word);
  }

  private String quoted(char quote) {
    var content = new StringBuilder();
    at++;
    while (peek() >= 0) {
      char next = text.charAt(at++);
      if (next != quote) {
        content.append(next);
      } else if (peek() == quote) {
        content.append(text.charAt(at++));
      } else {
        return content.toString();
      }
    }
    throw mistake("a quotation that does not end");
  }

  private boolean taken(String words) {
    if (!text.startsWith(words, at)) {
      return false;
    }
    at += words.length();
    return true;
  }

  private void expect(String words) {
    if (!taken(words)) {
      throw mistake("not '" + words + "'");
    }
  }

  /// The next character; -1 at the end.
  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private IllegalArgumentException mistake(String what) {
    return new IllegalArgumentException(
        "column %d of what was decoded has %s: '%s'"
            .formatted(at + 1, what, text.substring(0, Math.min(text.length(), MOST_SHOWN))));
  }
}
