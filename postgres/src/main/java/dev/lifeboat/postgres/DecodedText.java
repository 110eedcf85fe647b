package dev.lifeboat.postgres;

import dev.lifeboat.postgres.RowChange.Column;
import dev.lifeboat.postgres.RowChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Reads a line of PostgreSQL's `test_decoding` that tells of a row:
///
///     table public.orders: INSERT: client[text]:'it''s' number[bigint]:1 note[text]:null
///
/// Names are quoted as in SQL; values are literals, numbers and truth values bare. (PostgreSQL
/// source, contrib/test_decoding.) Used once, by one thread.
final class DecodedText {
  private static final int MOST_SHOWN = 200;

  // Possessive throughout: a value may be megabytes long, and nothing is ever tried again.
  private static final String QUOTED = "\"[^\"]*+(?:\"\"[^\"]*+)*+\"";
  private static final String NAME = "(%s|[^.\\[: ,]++)".formatted(QUOTED);

  private static final Pattern TABLE = Pattern.compile("(?:table |, )%1$s\\.%1$s".formatted(NAME));
  private static final Pattern KIND =
      Pattern.compile(": (INSERT|UPDATE|DELETE|TRUNCATE):(?: \\(no-tuple-data\\)$)?");
  private static final Pattern OLD = Pattern.compile(" old-key:");
  private static final Pattern NEW = Pattern.compile(" new-tuple:");

  /// A type may hold brackets of its own: `tags[text[]]`.
  private static final Pattern COLUMN =
      Pattern.compile(
          " %s\\[((?:[^\\[\\]\"]++|%s|\\[\\])++)\\]:".formatted(NAME, QUOTED)
              + "(?:(unchanged-toast-datum)|B?'([^']*+(?:''[^']*+)*+)'|([^' ][^ ]*+))");

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
    var tables = new ArrayList<MatchResult>();
    do {
      tables.add(expect(TABLE));
    } while (text.startsWith(", ", at));
    var kind = Kind.valueOf(expect(KIND).group(1));
    var old = Told.NOTHING;
    var now = Told.NOTHING;
    switch (kind) {
      case INSERT -> now = columns();
      case DELETE -> old = columns();
      case UPDATE -> {
        if (taken(OLD)) {
          old = columns();
        }
        boolean _ = taken(NEW);
        now = columns();
      }
      case TRUNCATE -> {}
    }
    var changes = new ArrayList<RowChange>();
    for (var table : tables) {
      changes.add(
          new RowChange(
              name(table.group(1)),
              name(table.group(2)),
              kind,
              old.columns(),
              now.columns(),
              now.untold()));
    }
    return changes;
  }

  private record Told(List<Column> columns, List<String> untold) {
    static final Told NOTHING = new Told(List.of(), List.of());
  }

  private Told columns() {
    var told = new Told(new ArrayList<>(), new ArrayList<>());
    while (at < text.length() && !text.startsWith(" new-tuple:", at)) {
      var column = expect(COLUMN);
      var name = name(column.group(1));
      var literal = column.group(4);
      var word = column.group(5);
      if (column.group(3) != null) {
        told.untold().add(name);
      } else if (literal != null) {
        told.columns().add(new Column(name, column.group(2), literal.replace("''", "'")));
      } else {
        told.columns().add(new Column(name, column.group(2), "null".equals(word) ? null : word));
      }
    }
    return told;
  }

  private static String name(String asInSql) {
    return asInSql.startsWith("\"")
        ? asInSql.substring(1, asInSql.length() - 1).replace("\"\"", "\"")
        : asInSql;
  }

  private boolean taken(Pattern wanted) {
    var found = wanted.matcher(text).region(at, text.length());
    at = found.lookingAt() ? found.end() : at;
    return found.hasMatch();
  }

  private MatchResult expect(Pattern wanted) {
    var found = wanted.matcher(text).region(at, text.length());
    if (!found.lookingAt()) {
      throw new IllegalArgumentException(
          "column %d of what was decoded begins what does not end, or is not known: '%s'"
              .formatted(at + 1, text.substring(0, Math.min(text.length(), MOST_SHOWN))));
    }
    at = found.end();
    return found;
  }
}
