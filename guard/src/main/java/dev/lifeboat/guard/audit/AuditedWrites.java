package dev.lifeboat.guard.audit;

import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.ledger.StoreReadback.Kind;
import dev.lifeboat.ledger.StoreReadback.Way;
import dev.lifeboat.postgres.AuditReader;
import dev.lifeboat.postgres.AuditReader.Transaction;
import dev.lifeboat.postgres.AuditSlot;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.ReadingLimits;
import dev.lifeboat.postgres.RowChange;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.TableShape;
import java.io.IOException;
import java.sql.SQLException;
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
  private static final int MEBIBYTE = 1 << 20;

  /// All of a ledger is held in memory by whoever verifies it; of one row an agent holds several
  /// copies while it reads it. What is beyond is still in the old files.
  public static final ReadingLimits LIMITS =
      new ReadingLimits(100_000, 256L * MEBIBYTE, 2 * MEBIBYTE);

  /// Takes the rows in their order.
  public interface Rows {
    void add(LedgerEntry.Row row) throws IOException;
  }

  /// All that is beyond `fork` was shown to be on both sides.
  public StoreReadback nothing(Lsn fork) {
    return StoreReadback.whole(store, Kind.DATABASE, fork.toString())
        .by(Way.HISTORY, Optional.empty());
  }

  /// Nothing was read.
  ///
  /// @param fork where the two sides part
  public StoreReadback unread(Lsn fork, String why) {
    return unknown(fork, fork, why);
  }

  /// What was committed beyond `fork`. The slot stays where it is, so that it can be read again.
  ///
  /// @param session in the database that services use; nobody writes there any more
  /// @param fork the last position that both sides share
  /// @param end of the log that the old side has
  /// @throws IOException when `rows` cannot take one
  public StoreReadback beyond(Session session, Lsn fork, Lsn end, Rows rows)
      throws SQLException, IOException {
    if (end.compareTo(fork) <= 0) {
      return StoreReadback.whole(store, Kind.DATABASE, fork.toString())
          .by(Way.LOG, UncoveredData.of(session, 0));
    }
    var slot = AuditSlot.look(session);
    if (slot.isEmpty() || slot.get().lost()) {
      return unread(fork, slot.isEmpty() ? "it has no audit slot" : "its audit slot is lost");
    }
    var taker = new Taker(session, rows);
    var cut = AuditReader.of(session, fork, LIMITS, taker::take);
    var begins = slot.get().confirmed().filter(at -> at.compareTo(fork) > 0);
    var reading =
        begins.isPresent()
            ? unknown(fork, fork, "its audit slot begins at " + begins.get())
            : cut.isPresent()
                ? unknown(fork, cut.get().after(), cut.get().why())
                : StoreReadback.whole(store, Kind.DATABASE, fork.toString());
    return reading.by(Way.LOG, UncoveredData.of(session, taker.deletesWithoutKey));
  }

  private StoreReadback unknown(Lsn fork, Lsn beyond, String why) {
    return StoreReadback.unknown(store, Kind.DATABASE, fork.toString(), beyond.toString(), why);
  }

  /// Puts into the words of a ledger what the log tells.
  private final class Taker {
    private final Session session;
    private final Rows rows;
    private final Map<List<String>, TableShape> shapes = new HashMap<>();
    private long deletesWithoutKey;

    Taker(Session session, Rows rows) {
      this.session = session;
      this.rows = rows;
    }

    void take(Transaction transaction, RowChange change) throws SQLException, IOException {
      var table = change.schema() + "." + change.table();
      if (LedgerEntry.Row.own(table)) {
        return;
      }
      if (change.kind() == RowChange.Kind.DELETE && change.old().isEmpty()) {
        deletesWithoutKey++;
      }
      var name = List.of(change.schema(), change.table());
      var shape = shapes.get(name);
      if (shape == null) {
        shape = TableShape.of(session, change.schema(), change.table());
        shapes.put(name, shape);
      }
      rows.add(row(table, shape, transaction, change));
    }
  }

  private LedgerEntry.Row row(
      String table, TableShape shape, Transaction transaction, RowChange change) {
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
}
