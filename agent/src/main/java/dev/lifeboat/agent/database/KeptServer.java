package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.process.LivingProcess;
import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.unit.Host;
import dev.lifeboat.postgres.Server;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/// The server of a kept copy, which runs only while it is read: under `standby.signal`, following
/// nobody, on a port of loopback that nobody else is told.
final class KeptServer {
  private static final String LOOPBACK = "127.0.0.1";

  /// Two backups' worth of log are applied in less.
  private static final Wait APPLYING = new Wait(Duration.ofMinutes(5), Duration.ofMillis(20));

  private final Path copy;
  private final Host host;
  private final Logins logins;
  private final PostgresProcess process;

  private KeptServer(DatabaseConfig config, Host host) {
    this.copy = config.place().data();
    this.host = host;
    this.logins = new Logins(config);
    this.process = new PostgresProcess(config, host, logins);
  }

  /// Starts nothing yet.
  static KeptServer of(DatabaseContext parts, Path copy) throws IOException {
    var config = parts.config();
    return new KeptServer(config.alone(name(config), copy, LOOPBACK, freePort()), parts.host());
  }

  /// Another one could take it before the server does; then the server ends at once, and says so.
  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Of its process: no resource has a dot in its name.
  static String name(DatabaseConfig of) {
    return of.name() + ".kept";
  }

  /// Returns once it has applied all log that it has.
  ///
  /// @throws IOException also while somebody else's process uses the files
  void start() throws IOException, InterruptedException {
    var users = host.table().processesIn(copy);
    if (!users.isEmpty()) {
      throw new IOException(
          "%s is in use by processes %s"
              .formatted(copy, users.stream().map(LivingProcess::pid).toList()));
    }
    process.start(Server::becomeReadOnly);
    try (var session = process.awaitAnswer(APPLYING.limit())) {
      if (!APPLYING.until(session::hasAppliedAll)) {
        throw new IOException(
            "after %d s it still applies its log".formatted(APPLYING.limit().toSeconds()));
      }
    } catch (SQLException failure) {
      throw new IOException(SqlFailure.told(failure), failure);
    }
  }

  /// In the database that services use.
  Session open() throws SQLException {
    return logins.openToRead();
  }

  /// Ends it; fine if it was not started.
  void end() throws IOException, InterruptedException {
    process.stop(Stop.IMMEDIATE, ServerFence.STOP_LIMIT);
  }

  /// Ends what an agent left that died meanwhile.
  void endLeft() throws IOException, InterruptedException {
    process.adopt();
    end();
  }
}
