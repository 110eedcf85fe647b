package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.postgres.AuditSlot;
import dev.lifeboat.postgres.LogStream;
import dev.lifeboat.postgres.Session;
import java.sql.SQLException;

/// Equips a writer: with the roles, the services' database, the table that fence proofs write to,
/// and the slot that the other region streams from. May be repeated.
record WriterSetup(DatabaseConfig config, Logins logins) {

  void ensure() throws SQLException {
    try (var session = logins.openToChange()) {
      var slot = config.peer().peerSlot();
      if (slot != null) {
        session.createPhysicalSlot(slot);
      }
      var application = config.access().application();
      session.ensureRole(application.user(), application.password(), Session.Purpose.APPLICATION);
      var replication = config.access().replication();
      session.ensureRole(replication.user(), replication.password(), Session.Purpose.REPLICATION);
      session.ensureDatabase(config.access().database(), application.user());
    }
    try (var session = logins.openServices()) {
      session.ensureProbe(config.access().application().user());
    }
  }

  /// A replica's slots would keep WAL that nobody fetches: backups are of the writer, and begin
  /// anew where it was. One that follows holds nothing alone, so its audit slot has nothing left to
  /// tell.
  void dropSlots(Session session) throws SQLException {
    AuditSlot.drop(session);
    var slot = config.peer().peerSlot();
    if (slot != null) {
      session.dropSlot(slot);
    }
    for (var kept : session.slots()) {
      if (kept.name().startsWith(LogStream.VAULT_SLOT)) {
        session.dropSlot(kept.name());
      }
    }
  }
}
