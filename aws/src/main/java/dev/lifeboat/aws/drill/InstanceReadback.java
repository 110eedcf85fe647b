package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.guard.audit.AuditedWrites;
import dev.lifeboat.guard.audit.ServerLog;
import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.LogHistory;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.TimelineHistory;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;

/// Reads back what an instance that made way has alone, by the slot that its guard kept there. It
/// takes the guard's login: a service's own may not log in there, nor decode a log.
///
/// @param store the database's name in the plan
record InstanceReadback(String store, SqlLogin login) {
  private static final Duration LOOK = Duration.ofSeconds(5);
  // A gigabyte of log is decoded in less.
  private static final Duration READ = Duration.ofMinutes(5);

  /// What `old` has beyond what `present` came from.
  ///
  /// @throws SQLException when one of them cannot be read
  AloneEntries read(Reachable.Instance old, Reachable.Instance present) throws SQLException {
    try (var session = Session.open(login.at(old), READ)) {
      var ours = log(session, old);
      try (var writer = Session.open(login.at(present), LOOK)) {
        var fork = LogHistory.fork(ours.history(), log(writer, present).history());
        return beyond(session, new Lsn(fork.at()), ours.end());
      }
    }
  }

  private AloneEntries beyond(Session session, Lsn fork, Lsn end) throws SQLException {
    var rows = new ArrayList<LedgerEntry.Row>();
    try {
      return new AloneEntries(new AuditedWrites(store).beyond(session, fork, end, rows::add), rows);
    } catch (IOException impossible) {
      throw new IllegalStateException("a list takes every row", impossible);
    }
  }

  private ServerLog log(Session session, Reachable.Instance instance) throws SQLException {
    var positions = session.positions();
    var end = positions.write().or(positions::replay).orElse(new Lsn(0));
    int timeline = positions.timeline();
    try {
      var left = TimelineHistory.toDatabase(login.at(instance), timeline, LOOK);
      return new ServerLog(timeline, left, end);
    } catch (IOException untold) {
      throw new SQLException(
          "the timelines of %s are not known: %s".formatted(instance.name(), untold.getMessage()),
          untold);
    }
  }
}
