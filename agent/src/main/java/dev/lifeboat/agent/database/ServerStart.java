package dev.lifeboat.agent.database;

import dev.lifeboat.postgres.Server;
import dev.lifeboat.postgres.Source;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/// Starts one server, as something, and waits until it answers. Decides nothing; whoever calls
/// holds the database's lock.
record ServerStart(DatabaseContext parts) {
  /// For a server that was already there.
  static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  /// A disk that is busy may let even a new server wait; `pg_ctl` waits a minute.
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  /// Under `standby.signal`, following nobody.
  void readOnly() throws IOException, InterruptedException {
    start("starting read-only", Server::becomeReadOnly);
  }

  /// Read-only although it is assigned to write.
  void denied(String why) throws IOException, InterruptedException {
    readOnly();
    parts.account().complain("read-only although assigned to write: " + why);
  }

  void replica(Source source) throws IOException, InterruptedException {
    start("starting as a replica", server -> server.becomeReplica(source));
  }

  /// Without a promotion: only what was the writer itself, or is new, may be started so.
  void writer() throws IOException, InterruptedException {
    start("starting as the writer", Server::becomeWriter);
  }

  private void start(String doing, PostgresProcess.Preparation preparation)
      throws IOException, InterruptedException {
    parts.account().busy(doing);
    parts.process().start(preparation);
    try (var session = parts.process().awaitAnswer(START_LIMIT)) {
      parts.account().note(doing + ", in recovery " + session.inRecovery());
    } catch (SQLException failure) {
      throw parts.unanswered("start", failure);
    }
  }
}
