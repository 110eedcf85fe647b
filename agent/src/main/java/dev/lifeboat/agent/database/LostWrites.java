package dev.lifeboat.agent.database;

import dev.lifeboat.agent.audit.AuditedWrites;
import dev.lifeboat.agent.config.DatabaseConfig.SourceConfig;
import dev.lifeboat.agent.state.KeptLedger;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.ledger.StoreReading;
import dev.lifeboat.ledger.StoreReading.Kind;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Source;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads back what an old writer has alone, while it stands read-only and before its files are
/// replaced. What cannot be read is told as unknown, and keeps no copy from being made: a region
/// without a replica is the greater danger, and the old files are kept.
///
/// @param book where it is kept
record LostWrites(Parts parts, LedgerBook book) {
  private static final Logger LOG = System.getLogger(LostWrites.class.getName());

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
    return kept(audited().unread(fork, "the old side could not be read: " + why));
  }

  private KeptLedger read(Session session, Lsn fork) throws SQLException {
    var positions = session.positions();
    if (!positions.inRecovery()) {
      throw new SQLException("it is not read-only, so more may come");
    }
    return kept(audited().beyond(session, fork, Divergence.endOf(positions)));
  }

  private AuditedWrites audited() {
    return new AuditedWrites(parts.name());
  }

  private static KeptLedger kept(AuditedWrites.Found found) {
    return new KeptLedger(
        found.reading(),
        found.rows().stream().map(row -> LedgerFormat.entry(row).toString()).toList());
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
