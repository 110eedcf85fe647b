package dev.lifeboat.postgres;

import dev.lifeboat.postgres.DigestMerge.Digest;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds the rows of an old server that the new writer has not, or has otherwise, where no log
/// tells of them: table by table, by key, and where there is none by whole rows.
///
/// Both servers send digests of keys and rows in one order, so that none of it is held in memory;
/// the values of what differs are fetched a few at a time. Each server sorts its tables for that.
/// Used once, by one thread.
public final class RowComparison {
  /// Who changes a table must not wait for a comparison.
  private static final String LOCK_TIMEOUT = "SET lock_timeout = '5s'";

  private static final int DIGESTS_AT_ONCE = 1_000;
  private static final int PLACES_AT_ONCE = 100;

  /// A reason is read by people; more of them say nothing new.
  private static final int MOST_REASONS = 5;

  private final Sides sides;
  private final ReadingLimits limits;
  private final Rows sink;
  private final Duration within;
  private final long beganNanos = System.nanoTime();
  private final List<String> unread = new ArrayList<>();

  /// Places of rows whose values are still to be fetched, and whether the new writer has their key.
  private final Map<String, Boolean> wanted = new LinkedHashMap<>();

  private Optional<String> enough = Optional.empty();
  private long rows;
  private long bytes;

  /// @param within all must be done, else something is unknown
  public RowComparison(Sides sides, ReadingLimits limits, Duration within, Rows sink) {
    this.sides = sides;
    this.limits = limits;
    this.within = within;
    this.sink = sink;
  }

  /// The servers, each by sessions in the database that services use.
  ///
  /// @param old takes no write
  /// @param values another session there
  /// @param present the new writer
  public record Sides(Session old, Session values, Session present) {}

  /// A row of the old server.
  ///
  /// @param otherwise whether the new writer has its key, with other values
  /// @param transaction that wrote it
  /// @param values by column
  /// @param untold columns whose values are too large to be read
  public record Row(
      String schema,
      String table,
      TableShape shape,
      boolean otherwise,
      String transaction,
      Map<String, Optional<String>> values,
      List<String> untold) {}

  /// Takes the rows, table by table.
  public interface Rows {
    void take(Row row) throws SQLException, IOException;
  }

  /// Compares every ordinary table that `which` takes by name, such as `public.orders`.
  ///
  /// @return why something is not known; empty when all was compared
  public Optional<String> run(Predicate<String> which) throws SQLException, IOException {
    for (var session : List.of(sides.old(), sides.values(), sides.present())) {
      TableSums.spell(session);
      session.execute(LOCK_TIMEOUT);
    }
    for (var name : TableSums.tables(sides.old())) {
      if (which.test(String.join(".", name)) && enough.isEmpty()) {
        compare(name.getFirst(), name.getLast());
      }
    }
    enough.ifPresent(unread::addFirst);
    return unread.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join("; ", unread.subList(0, Math.min(unread.size(), MOST_REASONS))));
  }

  /// One table that cannot be read, as while somebody changes it, leaves the others to be read.
  private void compare(String schema, String name) throws SQLException, IOException {
    wanted.clear();
    try {
      var table = ComparedTable.of(sides.old(), sides.present(), schema, name);
      if (!table.columns().isEmpty()) {
        compare(table);
      }
    } catch (SQLException failure) {
      if (SqlFailure.isOfTheConnection(failure)) {
        throw failure; // Nobody answers any more.
      }
      unread.add(
          "%s.%s could not be compared: %s".formatted(schema, name, SqlFailure.words(failure)));
    }
  }

  private void compare(ComparedTable table) throws SQLException, IOException {
    try (var old = sides.old().cursor(table.digests(), DIGESTS_AT_ONCE)) {
      if (table.onBothSides()) {
        try (var present = sides.present().cursor(table.digests(), DIGESTS_AT_ONCE)) {
          merge(table, old, () -> next(present));
        }
      } else {
        merge(table, old, Optional::empty);
      }
    }
    fetch(table);
  }

  private void merge(ComparedTable table, Cursor old, DigestMerge.Side present)
      throws SQLException, IOException {
    DigestMerge.run(
        () -> nextWithin(old),
        present,
        (digest, otherwise) -> {
          wanted.put(digest.place(), otherwise && !table.key().isEmpty());
          if (wanted.size() == PLACES_AT_ONCE) {
            fetch(table);
          }
        });
  }

  /// As if the table ended where there is enough.
  private Optional<Digest> nextWithin(Cursor old) throws SQLException {
    if (System.nanoTime() - beganNanos > within.toNanos()) {
      enough = Optional.of("it took longer than %d s".formatted(within.toSeconds()));
    }
    return enough.isPresent() ? Optional.empty() : next(old);
  }

  private static Optional<Digest> next(Cursor cursor) throws SQLException {
    if (!cursor.next()) {
      return Optional.empty();
    }
    var row = cursor.row();
    return Optional.of(new Digest(row.getString(1), row.getString(2), row.getString(3)));
  }

  private void fetch(ComparedTable table) throws SQLException, IOException {
    if (!wanted.isEmpty() && enough.isEmpty()) {
      sides.values().stream(
          table.values(wanted.keySet(), limits.rowBytes()),
          limits.atOnce(),
          row -> take(table, row));
    }
    wanted.clear();
  }

  private boolean take(ComparedTable table, ResultSet row) throws SQLException, IOException {
    var values = new LinkedHashMap<String, Optional<String>>();
    var untold = new ArrayList<String>();
    int at = 3;
    for (var column : table.columns()) {
      var text = Optional.ofNullable(row.getString(at++));
      if (row.getBoolean(at++)) {
        untold.add(column);
      } else {
        values.put(column, text);
        bytes += text.map(String::length).orElse(0);
      }
    }
    rows++;
    if (rows > limits.rows() || bytes > limits.bytes()) {
      enough = Optional.of("there is more than an agent reads");
      return false;
    }
    boolean otherwise = Boolean.TRUE.equals(wanted.get(row.getString(1)));
    sink.take(
        new Row(
            table.schema(),
            table.table(),
            table.shape(),
            otherwise,
            row.getString(2),
            values,
            untold));
    return true;
  }
}
