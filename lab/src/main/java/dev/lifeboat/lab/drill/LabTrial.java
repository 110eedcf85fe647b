package dev.lifeboat.lab.drill;

import dev.lifeboat.files.ExclusiveLock;
import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.lab.setup.SandboxSetup;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.postgres.DatabaseCheck;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.RecoveryEnd;
import dev.lifeboat.postgres.Server;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.RestoreTrials;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/// Tries a restored database beside a region of a lab: a server of its own on a port of its own,
/// which nobody is told of.
///
/// @param region whose PostgreSQL and logins it takes
record LabTrial(LabClients clients, String region) implements RestoreTrials {
  /// Beside these the server may have the log of a night to apply.
  private static final Wait RECOVERY = new Wait(Duration.ofMinutes(30), Duration.ofMillis(100));

  private static final Duration ANSWER = Duration.ofSeconds(10);

  /// For one statement: each row of a table is read by one.
  private static final Duration READ = Duration.ofHours(2);

  @Override
  public Findings hold(Database database, Optional<String> query, Filling filling)
      throws InterruptedException, ProblemException {
    try {
      var lock = ExclusiveLock.ifFree(clients.folder().lab().resolve("trial.lock"));
      if (lock.isEmpty()) {
        throw ProblemException.passing(
            Code.LB9008,
            "another restore is tried in this lab now",
            "this one was not begun, and says nothing of the backup",
            "wait until that is over, then try it again");
      }
      try (var _ = lock.get()) {
        var setup = clients.trial(region);
        remove(setup); // One that was killed left it.
        try {
          return tried(setup, database.name(), query, filling);
        } finally {
          remove(setup);
        }
      }
    } catch (IOException | SQLException failed) {
      throw Problem.lasting(
              Code.LB9008,
              "what was restored of '%s' was tried: %s"
                  .formatted(database.name(), FailureWords.of(failed)),
              "this backup is not proven; nothing else was touched",
              "mend the cause, or have a new base taken; then try it again")
          .asException(failed);
    }
  }

  private Findings tried(
      SandboxSetup setup, String database, Optional<String> query, Filling filling)
      throws IOException, SQLException, InterruptedException, ProblemException {
    var data = setup.data(database);
    Files.createDirectories(data.resolveSibling(""));
    var log = filling.into(data);
    var site = setup.layOut();
    var server = setup.clone(site, database);
    server.becomeWriter();
    setup.start(server, database);
    var login = clients.at(region, site.stores().database(database), database, true);
    if (!RECOVERY.until(() -> isRecovered(setup, server, database, login))) {
      throw new IOException("it has not recovered in " + SpanText.of(RECOVERY.limit()));
    }
    try (var session = Session.open(login, READ)) {
      var missing = RecoveryEnd.of(session).missing(log.timeline(), Lsn.parse(log.recovers()));
      if (missing.isPresent()) {
        throw new IOException(missing.get());
      }
      var found = DatabaseCheck.of(session);
      var checked = new ArrayList<String>();
      checked.add(
          found.trees().isPresent()
              ? "amcheck: %s, and each table"
                  .formatted(Count.of(found.trees().getAsInt(), "B-tree"))
              : "amcheck: not there");
      checked.add(
          "read: %s of %s"
              .formatted(Count.of(found.rows(), "row"), Count.of(found.tables(), "table")));
      if (query.isPresent()) {
        requireRow(session, query.get());
        checked.add("the plan's query: it gives a row");
      }
      return new Findings(checked, found.digest());
    }
  }

  private static void requireRow(Session session, String query) throws SQLException {
    if (!session.hasRow(query)) {
      throw new SQLException("the plan's query gives no row: " + query);
    }
  }

  private static boolean isRecovered(
      SandboxSetup setup, Server server, String database, Endpoint login)
      throws IOException, InterruptedException {
    if (setup.living().isEmpty()) {
      var said = Files.readAllLines(setup.logOf(database));
      throw new IOException("its server has ended: " + (said.isEmpty() ? "" : said.getLast()));
    }
    try (var session = Session.open(login, ANSWER)) {
      return !session.inRecovery();
    } catch (SQLException notYet) {
      // A login or a database that the base lacks may come with the log.
      if (SqlFailure.isOfTheLogin(notYet) && !server.recovers()) {
        throw new IOException(SqlFailure.told(notYet), notYet);
      }
      return false;
    }
  }

  private static void remove(SandboxSetup setup) throws IOException, InterruptedException {
    if (setup.exists()) {
      setup.end();
      setup.delete();
    }
  }
}
