package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig.SourceConfig;
import dev.lifeboat.agent.state.KeptLedger;
import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.ledger.StoreReading;
import dev.lifeboat.ledger.StoreReading.Kind;
import dev.lifeboat.postgres.AuditReading;
import dev.lifeboat.postgres.AuditSlot;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.RowChange;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Source;
import dev.lifeboat.postgres.TableShape;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads back what an old writer has alone, while it stands read-only and before its files are
/// replaced. What cannot be read is told as unknown, and keeps no copy from being made: a region
/// without a replica is the greater danger, and the old files are kept.
///
/// @param book where it is kept
record LostWrites(Parts parts, LedgerBook book) {
  private static final Logger LOG = System.getLogger(LostWrites.class.getName());

  /// Held in memory by an agent; what is beyond is still in the old files.
  private static final int MOST_ROWS = 20_000;

  private static final int TRIES = 3;
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  LostWrites(Parts parts) {
    this(parts, new LedgerBook(parts.host().state(), parts.name()));
  }

  /// Reads it, once an epoch; does nothing where there is no server to read.
  ///
  /// @throws IOException when it is not known where the two sides part, or nothing could be kept:
  ///   then nothing may be replaced
  void take(long epoch, Source source, SourceConfig other)
      throws IOException, InterruptedException {
    if (book.holds(epoch) || !parts.process().server().initialised()) {
      return;
    }
    parts.account().background("reading back what is here alone");
    var fork =
        new Divergence(parts.logins()).fork(parts.process().server().timeline(), source, other);
    var ledger = read(fork);
    book.keep(epoch, ledger);
    LOG.log(
        Level.INFO,
        "{0}: {1} changes are here alone beyond {2}, unknown beyond {3}",
        parts.name(),
        ledger.rows().size(),
        fork,
        ledger.reading().unknownBeyond());
  }

  /// It follows without a copy, so it holds nothing alone.
  void none(long epoch, String upTo) throws IOException {
    if (!book.holds(epoch)) {
      book.keep(
          epoch, new KeptLedger(StoreReading.whole(parts.name(), Kind.DATABASE, upTo), List.of()));
    }
  }

  private KeptLedger read(Lsn fork) throws InterruptedException {
    var why = "";
    for (int i = 0; i < TRIES; i++) {
      try (var session = parts.logins().openToRead()) {
        return read(session, fork);
      } catch (SQLException failure) {
        why = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
      }
      Thread.sleep(BETWEEN);
    }
    return unknown(fork, fork, "the old side could not be read: " + why, List.of());
  }

  private KeptLedger read(Session session, Lsn fork) throws SQLException {
    var positions = session.positions();
    if (!positions.inRecovery()) {
      throw new SQLException("it is not read-only, so more may come");
    }
    if (Divergence.endOf(positions).compareTo(fork) <= 0) {
      return whole(fork, List.of());
    }
    var slot = AuditSlot.look(session);
    if (slot.isEmpty() || slot.get().lost()) {
      return unknown(
          fork,
          fork,
          slot.isEmpty() ? "it has no audit slot" : "its audit slot is lost",
          List.of());
    }
    var found = AuditReading.of(session, fork, MOST_ROWS);
    var rows = rows(session, found.transactions());
    var begins = slot.get().confirmed().filter(at -> at.compareTo(fork) > 0);
    if (begins.isPresent()) {
      return unknown(fork, fork, "its audit slot begins at " + begins.get(), rows);
    }
    return found.cutAfter().isPresent()
        ? unknown(fork, found.cutAfter().get(), "there is more than an agent holds", rows)
        : whole(fork, rows);
  }

  private List<String> rows(Session session, List<AuditReading.Transaction> transactions)
      throws SQLException {
    var shapes = new HashMap<String, TableShape>();
    var rows = new ArrayList<String>();
    for (var transaction : transactions) {
      for (var change : transaction.changes()) {
        var table = change.schema() + "." + change.table();
        if (!LedgerEntry.Row.own(table)) {
          var shape = shapes.get(table);
          if (shape == null) {
            shape = TableShape.of(session, change.schema(), change.table());
            shapes.put(table, shape);
          }
          rows.add(LedgerFormat.entry(row(table, shape, transaction, change)).toString());
        }
      }
    }
    return rows;
  }

  private LedgerEntry.Row row(
      String table, TableShape shape, AuditReading.Transaction transaction, RowChange change) {
    return new LedgerEntry.Row(
        parts.name(),
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

  private KeptLedger whole(Lsn fork, List<String> rows) {
    return new KeptLedger(StoreReading.whole(parts.name(), Kind.DATABASE, fork.toString()), rows);
  }

  private KeptLedger unknown(Lsn fork, Lsn beyond, String why, List<String> rows) {
    return new KeptLedger(
        StoreReading.unknown(parts.name(), Kind.DATABASE, fork.toString(), beyond.toString(), why),
        rows);
  }

  /// What was read under `epoch`, and what became of the old files.
  Optional<KeptLedger> kept(long epoch) throws IOException {
    var ledger = book.read(epoch);
    var files = book.files(epoch);
    return files.isPresent() && ledger.isPresent()
        ? Optional.of(new KeptLedger(ledger.get().reading().with(files.get()), ledger.get().rows()))
        : ledger;
  }

  void noteFiles(long epoch, String what) throws IOException {
    book.keepFiles(epoch, what);
  }
}
