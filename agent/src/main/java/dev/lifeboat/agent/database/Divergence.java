package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig.SourceConfig;
import dev.lifeboat.agent.database.ForkPoint.Alone;
import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.guard.audit.ServerLog;
import dev.lifeboat.ledger.LogFork;
import dev.lifeboat.ledger.LogHistory;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.NeededLog;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SharedLog;
import dev.lifeboat.postgres.Source;
import dev.lifeboat.postgres.TimelineHistory;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.RefusedException;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// Finds where a server's log parts from its source's: by the histories of both, and by the log
/// itself where equal histories may be of two timelines. PostgreSQL may stream for a moment to a
/// server that went another way, and report it as streaming, so its word is never asked.
record Divergence(DatabaseContext parts, Source source, SourceConfig way) {
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final Duration LOOK_LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(5);

  /// @throws RefusedException 409 if the database has no source
  static Divergence of(DatabaseContext parts) throws RefusedException {
    var way = parts.config().peer().source();
    var source = parts.logins().source();
    if (way == null || source.isEmpty()) {
      throw new RefusedException(
          409, Code.LB2001, parts.name() + " has no source in another region");
    }
    return new Divergence(parts, source.get(), way);
  }

  /// Shown now, by the histories of both sides and the end of the log; what cannot be shown is not
  /// so.
  boolean showsNothingAlone() throws InterruptedException {
    try {
      return look().filter(parting -> parting.alone() == Alone.NOTHING).isPresent();
    } catch (IOException _) {
      return false;
    }
  }

  /// Looks now, at a server that takes no write; empty where it may take some.
  ///
  /// @throws RefusedException 503 if one of the two does not tell
  Optional<ForkPoint> look() throws IOException, InterruptedException {
    try (var session = parts.logins().openToChange()) {
      return session.inRecovery() ? Optional.of(look(session, LOOK_LIMIT)) : Optional.empty();
    } catch (SQLException failure) {
      throw parts.unanswered("tell its positions", failure);
    }
  }

  /// @param local a superuser's session on the server, which runs and takes no write
  /// @param applying how long it may go on applying the log that it has
  /// @throws SQLException if the server does not tell
  /// @throws RefusedException 503 if its source does not
  ForkPoint look(Session local, Duration applying)
      throws SQLException, IOException, InterruptedException {
    return look(end(local, applying));
  }

  /// The same for a log that ends at `end`.
  ForkPoint look(Lsn end) throws IOException {
    var ours = ours(end);
    try (var there = parts.logins().openSource(way)) {
      var theirs = there.positions();
      var written = theirs.write();
      if (theirs.inRecovery() || written.isEmpty()) {
        throw new IOException("it is in recovery, and no writer");
      }
      if (ours.isEmpty()) {
        return new ForkPoint(new Lsn(0), end, theirs.timeline(), Alone.UNTOLD);
      }
      if (there.systemIdentifier() != parts.process().server().control().systemIdentifier()) {
        return new ForkPoint(new Lsn(0), end, theirs.timeline(), Alone.SOMETHING);
      }
      var left = TimelineHistory.of(source.endpoint(), theirs.timeline(), LIMIT);
      var fork =
          LogHistory.fork(
              ours.get().history(),
              new ServerLog(theirs.timeline(), left, written.get()).history());
      return parting(fork, there, end, theirs.timeline());
    } catch (SQLException | IOException failure) {
      throw new RefusedException(
              503,
              Code.LB2011,
              "its source %s does not answer: %s"
                  .formatted(source.endpoint(), FailureWords.of(failure)))
          .dueTo(failure);
    }
  }

  /// Empty where its files do not tell: then nothing can be shown of them.
  private Optional<ServerLog> ours(Lsn end) {
    var server = parts.process().server();
    try {
      return Optional.of(new ServerLog(server.timeline(), server.history(), end));
    } catch (IOException | IllegalArgumentException unreadable) {
      parts.account().warn("it does not tell its history: " + unreadable);
      return Optional.empty();
    }
  }

  /// Why no log leads from `end` to that of the source any more; empty where that is not shown.
  Optional<String> missingAfter(Lsn end) {
    try (var there = parts.logins().openSource(way)) {
      return new NeededLog(there, source.slot()).missingAfter(end);
    } catch (SQLException _) {
      // A source that does not tell may tell later; nothing is replaced for that.
      return Optional.empty();
    }
  }

  /// No promotion made the first timeline, so that there is only one of it. A replica that has only
  /// followed since it was shown able to has nothing of its own either.
  private ForkPoint parting(LogFork fork, Session there, Lsn end, int sourceTimeline)
      throws IOException, SQLException {
    var shared = fork;
    var alone = fork.ancestor() ? Alone.NOTHING : Alone.SOMETHING;
    if (!fork.onTheFirst()) {
      var log = new SharedLog(parts.process().server(), there, Math.toIntExact(fork.timeline()));
      switch (log.upTo(new Lsn(fork.at()))) {
        case SAME -> {}
        case OTHER -> {
          shared = fork.atItsBeginning();
          alone = Alone.SOMETHING;
        }
        case UNTOLD -> {
          if (!(fork.ancestor() && parts.assignment().following())) {
            alone = Alone.UNTOLD;
          }
        }
      }
    }
    return new ForkPoint(new Lsn(shared.at()), end, sourceTimeline, alone);
  }

  private static Lsn end(Session local, Duration applying)
      throws SQLException, InterruptedException {
    // What streams has applied all that it had before, and tells what it receives.
    if (!new Wait(applying, POLL).until(() -> local.hasAppliedAll() || local.hasWalReceiver())) {
      throw new SQLException(
          "after %d s it still applies the log that it has".formatted(applying.toSeconds()));
    }
    // What a server in recovery holds, whether it has applied it or not.
    var ours = local.positions();
    var none = new Lsn(0);
    var replayed = ours.replay().orElse(none);
    var received = ours.receive().orElse(none);
    return replayed.compareTo(received) > 0 ? replayed : received;
  }
}
