package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.config.DatabaseConfig.SourceConfig;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.ServerConfig;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Source;
import dev.lifeboat.postgres.StandbyNames;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Logins to a database's own server and its source, each with its role.
///
/// @param config where all of it is told
record Logins(DatabaseConfig config) {
  /// A look takes a few milliseconds; a server that takes longer counts as hung.
  private static final Duration LOOK_DEADLINE = Duration.ofMillis(500);

  /// A busy machine's login takes this long; after it, another attempt is the better bet.
  private static final Duration AWAIT_DEADLINE = Duration.ofSeconds(2);

  /// What changes a server may wait for its disk, such as the checkpoint of a new database.
  private static final Duration CHANGE_DEADLINE = Duration.ofSeconds(15);

  /// A second thread's own time: nobody waits for it.
  private static final Duration AUDIT_DEADLINE = Duration.ofSeconds(5);

  /// A gigabyte of log, which is the most that a slot keeps, is decoded in less.
  private static final Duration READ_DEADLINE = Duration.ofMinutes(5);

  /// Across the link, with its latency and a login's round trips.
  private static final Duration FAR_DEADLINE = Duration.ofSeconds(3);

  private static final String MAINTENANCE = "postgres";

  /// For a look: it gives up soon.
  Session openToLook() throws SQLException {
    return Session.open(local(), LOOK_DEADLINE);
  }

  /// While a server starts: one of many attempts.
  Session openToAwait() throws SQLException {
    return Session.open(local(), AWAIT_DEADLINE);
  }

  /// For a change: it waits for the disk.
  Session openToChange() throws SQLException {
    return Session.open(local(), CHANGE_DEADLINE);
  }

  /// In the database that the services use, for its audit slot: to make that may wait for
  /// transactions to end.
  Session openToAudit() throws SQLException {
    return Session.open(local().in(config.access().database()), AUDIT_DEADLINE);
  }

  /// In the database that the services use, for what must be told in time or not at all.
  Session openToTell() throws SQLException {
    return Session.open(local().in(config.access().database()), LOOK_DEADLINE);
  }

  /// In the database that the services use, to read back from its audit slot what may be much.
  Session openToRead() throws SQLException {
    return Session.open(local().in(config.access().database()), READ_DEADLINE);
  }

  /// In the database that the services use, for what lives in there.
  Session openServices() throws SQLException {
    return Session.open(local().in(config.access().database()), CHANGE_DEADLINE);
  }

  /// The source's server as superuser; a clone shares the superuser with what it was cloned from.
  Session openSource(SourceConfig source) throws SQLException {
    return Session.open(superuser(source.host(), source.port()), FAR_DEADLINE);
  }

  /// The source's database that the services use, to compare with what may be much.
  Session openSourceToRead(SourceConfig source) throws SQLException {
    return Session.open(
        superuser(source.host(), source.port()).in(config.access().database()), READ_DEADLINE);
  }

  Optional<Source> source() {
    return Optional.ofNullable(config.peer().source())
        .map(source ->
            new Source(
                new Endpoint(
                    source.host(), source.port(), MAINTENANCE, config.access().replication()),
                source.slot(),
                source.applicationName()));
  }

  /// The server as [dev.lifeboat.postgres.Server] wants it described.
  ///
  /// @param data where the files are; a clone has them elsewhere until it is swapped in
  ServerConfig serverConfig(Path data) {
    return new ServerConfig(
        new Installation(config.place().installation()),
        data,
        config.place().host(),
        config.place().port(),
        config.launcher(),
        settings());
  }

  /// From its first moment as a writer on it waits for the lease, unless told otherwise.
  private Map<String, String> settings() {
    var settings = new TreeMap<String, String>();
    if (config.commits().keeper() != null) {
      settings.put("synchronous_standby_names", StandbyNames.leased().value());
    }
    settings.putAll(config.settings());
    return settings;
  }

  private Endpoint local() {
    return superuser(config.place().host(), config.place().port());
  }

  private Endpoint superuser(String host, int port) {
    return new Endpoint(host, port, MAINTENANCE, config.access().superuser());
  }
}
