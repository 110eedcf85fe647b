package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.agent.unit.Host;
import dev.lifeboat.guard.FollowedWriter;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/// Collaborators of everything that acts on one database.
///
/// @param lease empty if the database is written without one
record DatabaseContext(
    DatabaseConfig config,
    Host host,
    AssignmentStore store,
    Logins logins,
    PostgresProcess process,
    ServerSampler sampler,
    ActivityReport account,
    Optional<RegionLease> lease) {

  /// Reads the durable assignment; touches no process.
  static DatabaseContext of(DatabaseConfig config, Host host, Optional<RegionLease> lease)
      throws IOException {
    var logins = new Logins(config);
    var process = new PostgresProcess(config, host, logins);
    return new DatabaseContext(
        config,
        host,
        new AssignmentStore(host.state(), config.name()),
        logins,
        process,
        new ServerSampler(
            process,
            logins,
            FollowedWriter.orNone(
                host.state().resolve("databases").resolve(config.name() + ".followed.json")),
            host.clock(),
            Optional.ofNullable(config.commits().keeper()).map(_ -> new GateLook(host.clock()))),
        new ActivityReport(config.name()),
        lease);
  }

  String name() {
    return config.name();
  }

  Assignment assignment() {
    return store.current();
  }

  /// Whether it is assigned to write now.
  boolean isToWrite() {
    return assignment().role() == Role.WRITER;
  }

  /// Keeps the highest epoch that was seen, wherever that was.
  void noteEpoch(long epoch) throws IOException {
    store.save(assignment().seen(epoch));
  }

  boolean held() {
    return host.isHeld(config.name());
  }

  /// Whether the server says that it is in recovery; not answering is no.
  boolean inRecovery() {
    try (var session = logins.openToLook()) {
      return session.inRecovery();
    } catch (SQLException _) {
      // Then nothing is known, and the caller must act as if it could write.
      return false;
    }
  }

  void requireInitialised() throws RefusedException {
    if (!process.server().initialised()) {
      throw new RefusedException(
          409, Code.LB2012, name() + " has no data directory: clone it first");
    }
  }

  void requireNotHeld() throws RefusedException {
    if (held()) {
      throw new RefusedException(503, Code.LB5003, name() + " is held and must not be started");
    }
  }

  /// Where nothing else brings the database back.
  RefusedException mustBeCloned(String why) {
    return new RefusedException(409, Code.LB2012, why + ": it must be cloned");
  }

  /// For whoever needed an answer of a server and got none.
  RefusedException unanswered(String wish, SQLException failure) {
    return new RefusedException(
            503, Code.LB2011, "%s did not %s: %s".formatted(name(), wish, SqlFailure.told(failure)))
        .dueTo(failure);
  }
}
