package dev.lifeboat.aws.drill;

import dev.lifeboat.agent.audit.AuditedWrites;
import dev.lifeboat.aws.rds.Reachable;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.TimelineHistory;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/// Reads back what an instance that made way has alone, by the slot that its guard kept there. It
/// takes the guard's login: a service's own may not log in there, nor decode a log.
///
/// @param store the database's name in the plan
record SetAside(String store, SqlLogin login) {
  private static final Duration LOOK = Duration.ofSeconds(5);

  /// A gigabyte of log is decoded in less.
  private static final Duration READ = Duration.ofMinutes(5);

  /// What `old` has beyond what `present` came from.
  ///
  /// @throws SQLException when one of them cannot be read
  AuditedWrites.Found read(Reachable.Instance old, Reachable.Instance present) throws SQLException {
    try (var session = Session.open(login.at(old), READ)) {
      var positions = session.positions();
      var end = positions.write().or(positions::replay).orElse(new Lsn(0));
      return new AuditedWrites(store).beyond(session, shared(positions.timeline(), present), end);
    }
  }

  private Lsn shared(int older, Reachable.Instance present) throws SQLException {
    var at = login.at(present);
    try (var session = Session.open(at, LOOK)) {
      return TimelineHistory.shared(at, older, session.positions().timeline(), LOOK);
    } catch (IOException untold) {
      throw new SQLException(
          "where %s parted from it is not known: %s".formatted(present.name(), untold.getMessage()),
          untold);
    }
  }
}
