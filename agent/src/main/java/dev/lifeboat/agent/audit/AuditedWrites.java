package dev.lifeboat.agent.audit;

import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.StoreReading;
import dev.lifeboat.postgres.AuditReading;
import dev.lifeboat.postgres.AuditSlot;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.RowChange;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.TableShape;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads from the audit slot of an old writer what it has alone.
///
/// @param store its name in the plan
public record AuditedWrites(String store) {
  /// Held in memory; what is beyond is still on the old side.
  private static final int MOST_ROWS = 20_000;

  /// What was read, and how far.
  public record Found(StoreReading reading, List<LedgerEntry.Row> rows) {
    public Found {
      rows = List.copyOf(rows);
    }
  }

  /// Nothing was read.
  ///
  /// @param fork where the two sides part
  public Found unread(Lsn fork, String why) {
    return unknown(fork, fork, why, List.of());
  }

  /// What was committed beyond `fork`. The slot stays where it is, so that it can be read again.
  ///
  /// @param session in the database that services use; nobody writes there any more
  /// @param fork the last position that both sides share
  /// @param end of the log that the old side has
  public Found beyond(Session session, Lsn fork, Lsn end) throws SQLException {
    if (end.compareTo(fork) <= 0) {
      return whole(fork, List.of());
    }
    var slot = AuditSlot.look(session);
    if (slot.isEmpty() || slot.get().lost()) {
      return unread(fork, slot.isEmpty() ? "it has no audit slot" : "its audit slot is lost");
    }
    var found = AuditReading.of(session, fork, MOST_ROWS);
    var rows = rows(session, found.transactions());
    var begins = slot.get().confirmed().filter(at -> at.compareTo(fork) > 0);
    if (begins.isPresent()) {
      return unknown(fork, fork, "its audit slot begins at " + begins.get(), rows);
    }
    return found.cutAfter().isPresent()
        ? unknown(fork, found.cutAfter().get(), "there is more than is held in memory", rows)
        : whole(fork, rows);
  }

  private List<LedgerEntry.Row> rows(Session session, List<AuditReading.Transaction> transactions)
      throws SQLException {
    var shapes = new HashMap<String, TableShape>();
    var rows = new ArrayList<LedgerEntry.Row>();
    for (var transaction : transactions) {
      for (var change : transaction.changes()) {
        var table = change.schema() + "." + change.table();
        if (!LedgerEntry.Row.own(table)) {
          var shape = shapes.get(table);
          if (shape == null) {
            shape = TableShape.of(session, change.schema(), change.table());
            shapes.put(table, shape);
          }
          rows.add(row(table, shape, transaction, change));
        }
      }
    }
    return rows;
  }

  private LedgerEntry.Row row(
      String table, TableShape shape, AuditReading.Transaction transaction, RowChange change) {
    return new LedgerEntry.Row(
        store,
        table,
        change.kind().name().toLowerCase(Locale.ROOT),
        shape.key(),
        shape.generated(),
        shape.business(),
        values(change.old()),
        values(change.now()),
        change.untold(),
        transaction.at().toString(),
        transaction.id(),
        transaction.end().toString());
  }

  private static Optional<Map<String, Optional<String>>> values(List<RowChange.Column> columns) {
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    var values = new LinkedHashMap<String, Optional<String>>();
    columns.forEach(column -> values.put(column.name(), Optional.ofNullable(column.text())));
    return Optional.of(values);
  }

  /// All that is alone beyond `fork`.
  public Found whole(Lsn fork, List<LedgerEntry.Row> rows) {
    return new Found(StoreReading.whole(store, StoreReading.Kind.DATABASE, fork.toString()), rows);
  }

  private Found unknown(Lsn fork, Lsn beyond, String why, List<LedgerEntry.Row> rows) {
    return new Found(
        StoreReading.unknown(
            store, StoreReading.Kind.DATABASE, fork.toString(), beyond.toString(), why),
        rows);
  }
}
