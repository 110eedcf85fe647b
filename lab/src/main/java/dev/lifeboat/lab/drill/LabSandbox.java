package dev.lifeboat.lab.drill;

import dev.lifeboat.drill.Drills;
import dev.lifeboat.drill.Sandbox;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.lab.bucket.ObjectSurvey;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.lab.setup.SandboxSetup;
import dev.lifeboat.lab.topology.SandboxSite;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Check;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.BaseBackup;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Source;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.wire.HttpProbe;
import dev.lifeboat.wire.ProbeResult;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A sandbox in the recovery region of a lab. The clones are fetched from the replica, by way of
/// the replication protocol, so that neither the primary nor the WAN is asked for anything.
final class LabSandbox implements Sandbox {
  private static final String SLOT = "lifeboat_sandbox";
  private static final String IN_USE = "55006";
  private static final Duration SQL = Duration.ofSeconds(10);
  private static final Duration LONGEST_COPY = Duration.ofMinutes(5);
  private static final Wait WAIT = new Wait(Duration.ofSeconds(60), Duration.ofMillis(50));
  private static final Duration PROBE = Duration.ofSeconds(1);

  private final Plan plan;
  private final Workload workload;
  private final LabClients clients;
  private final String region;
  private final List<String> databases;
  private final SandboxSetup setup;
  private final SandboxSite site;
  private final CloneComparison comparison;
  private final HttpProbe probe = new HttpProbe();

  LabSandbox(Plan plan, Workload workload, LabClients clients) throws ProblemException {
    this.plan = plan;
    this.workload = workload;
    this.clients = clients;
    this.region = plan.recovery().name();
    this.databases = workload.resources(Database.class).stream().map(Database::name).toList();
    this.setup = clients.sandbox(region);
    this.site = setup.layOut();
    this.comparison = new CloneComparison();
  }

  @Override
  public Copied copy() throws InterruptedException, ProblemException {
    long files = 0;
    long bytes = 0;
    try {
      for (var database : databases) {
        Files.createDirectories(setup.data(database));
        var copied =
            BaseBackup.take(
                source(database),
                setup.data(database),
                setup.owner(database),
                (_, _, _) -> {},
                LONGEST_COPY);
        files += copied.files();
        bytes += copied.bytes();
      }
      return new Copied(files, bytes);
    } catch (IOException failed) {
      throw notMade("the databases could not be copied", failed);
    }
  }

  private Source source(String database) {
    return new Source(clients.replication(region, database), SLOT, SLOT);
  }

  private Endpoint login(String database, boolean superuser) {
    return clients.at(region, site.stores().database(database), database, superuser);
  }

  @Override
  public Point recover() throws InterruptedException, ProblemException {
    try {
      for (var database : databases) {
        var server = setup.clone(site, database);
        server.becomeReplica(source(database));
        setup.start(server, database);
      }
      for (var database : databases) {
        reachReplica(database);
      }
      // Right before they are let go: what clients were told is safe by now, and is not in them,
      // would be lost.
      var at = Instant.now();
      var positions = new ArrayList<String>();
      for (var database : databases) {
        positions.add(database + " " + promote(database));
      }
      long objects = 0;
      for (var bucket : workload.resources(Bucket.class)) {
        objects += setup.start(site, bucket);
      }
      return new Point(at, String.join(", ", positions), objects);
    } catch (IOException | SQLException failed) {
      throw notMade("the stores could not be recovered", failed);
    }
  }

  /// Waits until the clone has all that the replica had when it was asked.
  private void reachReplica(String database)
      throws SQLException, IOException, InterruptedException {
    try (var replica = Session.open(clients.superuser(region, database), SQL);
        var clone = opened(database)) {
      var there =
          replica
              .positions()
              .replay()
              .orElseThrow(
                  () -> new IOException("%s in %s is no replica".formatted(database, region)));
      await(
          "the clone of " + database + " to reach " + there,
          () -> clone.positions().replay().filter(it -> it.compareTo(there) >= 0).isPresent());
    }
  }

  /// @return how far the clone was then
  private String promote(String database) throws SQLException, IOException, InterruptedException {
    String reached;
    try (var clone = opened(database)) {
      clone.promote();
      await("the promotion of the clone of " + database, () -> !clone.inRecovery());
      reached = clone.positions().replay().map(Object::toString).orElse("unknown");
    }
    comparison.remember(database, login(database, true));
    return reached;
  }

  private Session opened(String database) throws IOException, InterruptedException {
    try {
      return WAIT.answer(() -> {
        try {
          return Session.open(login(database, true), SQL);
        } catch (SQLException notYet) {
          throw new IOException(SqlFailure.told(notYet), notYet);
        }
      });
    } catch (IOException silent) {
      throw new IOException(
          "the clone of %s does not answer (%s), see %s"
              .formatted(database, silent.getMessage(), setup.logOf(database)),
          silent);
    }
  }

  private void awaitAnswer(URI address, String what)
      throws IOException, InterruptedException, SQLException {
    await(what, () -> probe.probe(address, PROBE) instanceof ProbeResult.Answered);
  }

  private ObjectSurvey survey(String bucket) {
    return new ObjectSurvey(site.server(bucket).http(), bucket);
  }

  @Override
  public void serve() throws InterruptedException, ProblemException {
    try {
      for (var service : workload.resources(Service.class)) {
        setup.start(site, workload, service);
      }
      for (var bucket : workload.resources(Bucket.class)) {
        var server = site.server(bucket.name()).http().resolve("/");
        awaitAnswer(server, "the sandbox's S3 server of " + bucket.name());
      }
      for (var service : workload.resources(Service.class)) {
        for (int i = 0; i < service.instances().serving(); i++) {
          awaitAnswer(
              address(service.name(), i).resolve(service.ready()),
              "%s-%d to answer %s".formatted(service.name(), i, service.ready()));
        }
      }
    } catch (IOException | SQLException failed) {
      throw notMade("the services could not be started", failed);
    }
  }

  private URI address(String service, int instance) {
    return site.instance(service, instance).http();
  }

  private URI entry() throws ProblemException {
    var doors = workload.resources(Traffic.class);
    if (doors.isEmpty()) {
      throw notMade(
          "workload '%s' has no traffic resource".formatted(workload.name()),
          new IOException("nobody could say which service answers"));
    }
    return address(doors.getFirst().to(), 0);
  }

  @Override
  public Drills.Canary startCanary(String client, Drills.Load load, Path log)
      throws ProblemException {
    try {
      Files.createDirectories(DurableFile.folderOf(log));
    } catch (IOException unwritable) {
      throw notMade("its canary could not be started", unwritable);
    }
    return new LabCanary(clients, plan.canary()).start(entry(), client, load, log);
  }

  @Override
  public Observation verify(Check check) throws InterruptedException {
    try {
      return probe.status(entry().resolve(check.http()), PROBE) == check.expect()
          ? Observation.met(check.http() + " answers as it should")
          : Observation.pending(check.http() + " answers otherwise");
    } catch (IOException | ProblemException failed) {
      return Observation.unreachable(SqlFailure.told(failed));
    }
  }

  @Override
  public StoredNumbers rows(String client) {
    return new Holdings(plan.canary(), workload).rows(database -> login(database, false), client);
  }

  @Override
  public StoredNumbers objects(String client) throws InterruptedException {
    return new Holdings(plan.canary(), workload).objects(this::survey, "the sandbox", client);
  }

  @Override
  public Criterion sameAsPrimary() {
    return comparison.with(database -> clients.superuser(plan.primary().name(), database));
  }

  @Override
  public void remove() throws InterruptedException, ProblemException {
    try {
      if (!setup.exists()) {
        return;
      }
      setup.end();
      for (var database : databases) {
        dropSlot(database);
      }
      setup.delete();
    } catch (IOException | SQLException failed) {
      throw Problem.passing(
              Code.LB5005,
              "the sandbox in %s could not be removed: %s"
                  .formatted(region, SqlFailure.told(failed)),
              "some of it is still there; clients and the primary have nothing to do with it",
              "the next drill removes it, and so does 'lifeboat lab down'")
          .asException(failed);
    }
  }

  /// A replica notices a little later than its follower's end that nobody uses the slot any more.
  private void dropSlot(String database) throws SQLException, IOException, InterruptedException {
    await(
        "the slot of the sandbox to be free",
        () -> {
          try (var session = Session.open(clients.superuser(region, database), SQL)) {
            session.dropSlot(SLOT);
            return true;
          } catch (SQLException refused) {
            if (IN_USE.equals(refused.getSQLState())) {
              return false;
            }
            throw refused;
          }
        });
  }

  private static void await(String what, Wait.Look<SQLException> look)
      throws SQLException, IOException, InterruptedException {
    if (!WAIT.until(look)) {
      throw new IOException("waited %d s in vain for %s".formatted(WAIT.limit().toSeconds(), what));
    }
  }

  private static ProblemException notMade(String what, Exception cause) {
    return Problem.lasting(
            Code.LB5002,
            "%s: %s".formatted(what, FailureWords.of(cause)),
            "the recovery that was rehearsed does not work; the primary and its replica were not"
                + " touched",
            "mend the cause, then hold the drill again")
        .asException(cause);
  }
}
