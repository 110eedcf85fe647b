package dev.lifeboat.agent.database;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.guard.audit.AuditedWrites;
import dev.lifeboat.guard.audit.ComparedWrites;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.ledger.StoreReadback.Way;
import dev.lifeboat.plan.Count;
import dev.lifeboat.postgres.ReadingLimits;
import dev.lifeboat.postgres.RowComparison;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Completes a ledger that the audit slot could not tell to its end: the kept copy is started and
/// compared by key with the new writer. The replica streams already; what cannot be compared stays
/// told as unknown, and the copy stays.
final class KeptComparison {
  private static final Set<Way> COMPARED = EnumSet.of(Way.COMPARISON, Way.LOG_AND_COMPARISON);

  private static final int TRIES = 3;
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final DatabaseContext parts;
  private final LostWrites lost;
  private final KeptFiles kept;
  private volatile Optional<Path> reads = Optional.empty();

  KeptComparison(DatabaseContext parts, LostWrites lost) {
    this.parts = parts;
    this.lost = lost;
    this.kept = new KeptFiles(parts.config().place().data());
  }

  /// Ends the servers of an agent that died while it compared.
  void repair() throws IOException, InterruptedException {
    if (parts.host().records().read(KeptServer.name(parts.config())).isEmpty()) {
      return;
    }
    for (var copy : kept.all()) {
      var path = kept.find(copy.name());
      if (path.isPresent()) {
        KeptServer.of(parts, path.get()).endLeft();
      }
    }
  }

  /// Whether something is to be compared; what cannot be read keeps no agent from its work.
  boolean isDue(long epoch) {
    try {
      return due(epoch).isPresent();
    } catch (IOException unreadable) {
      parts.account().warn(FileFailure.told(unreadable));
      return false;
    }
  }

  /// The copy that the ledger of `epoch` is still to be compared from; empty where all is known,
  /// was compared, or nothing is kept.
  private Optional<Path> due(long epoch) throws IOException {
    var head = lost.book().head(epoch).filter(it -> !it.rowsInside()).map(LedgerHead::reading);
    var files = lost.book().files(epoch);
    return head.isPresent() && files.isPresent() && unfinished(head.get())
        ? kept.find(files.get())
        : Optional.empty();
  }

  private static boolean unfinished(StoreReadback reading) {
    var way = Optional.ofNullable(reading.readBy());
    return !reading.whole() && way.filter(COMPARED::contains).isEmpty();
  }

  /// Compares what is due. Nothing but the ledger depends on it, so that a failure is told in the
  /// log alone; the next agent tries again.
  void run(long epoch) throws IOException, InterruptedException {
    reads = due(epoch);
    try {
      if (reads.isPresent()) {
        run(epoch, reads.get());
      }
    } finally {
      reads = Optional.empty();
    }
  }

  private void run(long epoch, Path copy) throws InterruptedException {
    parts.account().background("comparing %s with the new writer".formatted(copy.getFileName()));
    for (int i = 1; i <= TRIES; i++) {
      try {
        compare(epoch, copy);
        return;
      } catch (IOException | SQLException | RuntimeException | Error failure) {
        parts.account().warn(copy + " could not be compared: " + FailureWords.of(failure));
      }
      Thread.sleep(BETWEEN);
    }
  }

  private void compare(long epoch, Path copy)
      throws IOException, SQLException, InterruptedException {
    var server = KeptServer.of(parts, copy);
    try {
      server.start();
      compare(epoch, server);
    } finally {
      server.end();
    }
    var note = new KeptNote(KeptNote.of(copy).since(), lost.why(epoch));
    DurableFile.write(KeptNote.file(copy), note.bytes());
  }

  private void compare(long epoch, KeptServer server) throws IOException, SQLException {
    var book = lost.book();
    var head = book.head(epoch).orElseThrow();
    var transactions = new HashSet<String>();
    try (var draft = book.draft(epoch);
        var old = server.open();
        var values = server.open();
        var present = parts.logins().openSourceToRead(Divergence.of(parts).way())) {
      book.rows(
          epoch,
          head.rowCount(),
          row -> {
            transactions.add(row.transaction());
            draft.add(row);
          });
      var reading =
          new ComparedWrites(head.reading(), transactions)
              .run(new RowComparison.Sides(old, values, present), rest(draft), draft::add);
      parts
          .account()
          .note(
              "%s in the kept copy alone, unknown beyond %s"
                  .formatted(Count.of(draft.rows(), "change"), reading.unknownBeyond()));
      book.complete(epoch, reading, draft);
    }
  }

  private static ReadingLimits rest(LedgerDraft draft) {
    var all = AuditedWrites.LIMITS;
    return new ReadingLimits(
        Math.toIntExact(all.rows() - draft.rows()), all.bytes() - draft.bytes(), all.rowBytes());
  }

  /// @throws RefusedException 503 while the copy of that name is read
  void requireUnread(String name) throws RefusedException {
    if (reads.filter(copy -> String.valueOf(copy.getFileName()).equals(name)).isPresent()) {
      throw notNow(name + " is being compared with the new writer");
    }
  }

  static RefusedException notNow(String why) {
    return new RefusedException(503, Code.LB2005, why);
  }
}
