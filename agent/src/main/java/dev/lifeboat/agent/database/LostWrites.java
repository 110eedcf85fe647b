package dev.lifeboat.agent.database;

import dev.lifeboat.guard.audit.AuditedWrites;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.plan.Count;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SqlFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/// Reads back what an old writer has alone, while it stands read-only and before its files are
/// replaced. What cannot be read is told as unknown, and keeps no copy from being made: a region
/// without a replica is the greater danger, and the old files are kept.
///
/// @param book where it is kept
record LostWrites(DatabaseContext parts, LedgerBook book) {
  private static final int TRIES = 3;
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  /// Nobody waits for it, and a gigabyte of log is applied in less.
  private static final Duration APPLYING = Duration.ofMinutes(5);

  /// Of a server that cannot be asked where its log ends.
  private static final Lsn ANYWHERE = new Lsn(Long.MAX_VALUE);

  LostWrites(DatabaseContext parts) {
    this(parts, new LedgerBook(parts.host().state(), parts.name()));
  }

  /// Reads it, once an epoch; does nothing where there is no server to read.
  ///
  /// @throws IOException when it is not known where the two sides part, or nothing could be kept:
  ///   then nothing may be replaced
  void take(long epoch) throws IOException, InterruptedException {
    if (book.holds(epoch) || !parts.process().server().initialised()) {
      return;
    }
    parts.account().background("reading back what is here alone");
    try (var draft = book.draft(epoch)) {
      var reading = read(Divergence.of(parts), draft);
      parts
          .account()
          .note(
              "%s here alone beyond %s, unknown beyond %s"
                  .formatted(
                      Count.of(draft.rows(), "change"), reading.beyond(), reading.unknownBeyond()));
      book.keep(epoch, reading, draft);
    }
  }

  /// It follows without a copy, since all that it has was shown to be its source's.
  void none(long epoch, ForkPoint parting) throws IOException {
    if (!book.holds(epoch)) {
      try (var draft = book.draft(epoch)) {
        book.keep(epoch, audited().nothing(parting.at()), draft);
      }
    }
  }

  private StoreReadback read(Divergence divergence, LedgerDraft draft)
      throws IOException, InterruptedException {
    var why = "";
    for (int i = 0; i < TRIES; i++) {
      try (var session = parts.logins().openToRead()) {
        if (!session.inRecovery()) {
          throw new SQLException("it is not read-only, so more may come");
        }
        return read(session, divergence.look(session, APPLYING), draft);
      } catch (SQLException | RuntimeException | Error failure) {
        // Whatever the database holds, it must not end the agent, which also votes and guards.
        why = SqlFailure.told(failure);
      }
      draft.clear();
      Thread.sleep(BETWEEN);
    }
    return audited()
        .unread(divergence.look(ANYWHERE).at(), "the old side could not be read: " + why);
  }

  private StoreReadback read(Session session, ForkPoint parting, LedgerDraft draft)
      throws SQLException, IOException {
    return switch (parting.alone()) {
      case NOTHING -> audited().nothing(parting.at());
      case SOMETHING -> audited().beyond(session, parting.at(), parting.end(), draft::add);
      case UNTOLD ->
          audited().unread(parting.at(), "whether both came along the same timeline is not known");
    };
  }

  private AuditedWrites audited() {
    return new AuditedWrites(parts.name());
  }

  /// Why the old files are kept.
  String why(long epoch) throws IOException {
    var ledger = book.head(epoch);
    if (ledger.isEmpty()) {
      return "no whole server was in them";
    }
    var reading = ledger.get().reading();
    if (!reading.whole()) {
      return "not all is known of what is in them alone: " + reading.why();
    }
    long rows = ledger.get().rowCount();
    return rows == 0
        ? "their log goes on where that of the new writer does not"
        : "changes that are in them alone: %d, which the ledger has too".formatted(rows);
  }
}
