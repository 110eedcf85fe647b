package dev.lifeboat.awstestbed;

import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Site;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// The servers of PostgreSQL behind instances of RDS. Whoever has an instance's name has its
/// address: a name keeps its port whichever server it is given to.
public final class DatabaseServers implements BodyHost.Bodies, AutoCloseable {
  private static final Logger LOG = System.getLogger(DatabaseServers.class.getName());
  private static final String LOOPBACK = "127.0.0.1";
  private static final String OWNER = "admin";
  private static final String REPLICATOR = "wal";
  private static final long ENDING_SECONDS = 60;

  private final Site site;
  private final Map<Name, Integer> ports = new LinkedHashMap<>();
  private final Map<Name, Server> servers = new LinkedHashMap<>();
  private final ExecutorService changes = Executors.newSingleThreadExecutor();
  private int made;

  /// Of an instance.
  private record Name(String region, String name) {}

  /// A server, and what is being done to it.
  ///
  /// @param folder its own, whatever name it is given
  private record Server(String folder, Site.Node node, Future<?> change) {}

  private interface Change {
    void make() throws Exception;
  }

  DatabaseServers(Installation installation) throws IOException {
    this.site = new Site(installation);
  }

  /// An instance was created, made to replicate, promoted, renamed, restarted or deleted, its zone
  /// was lost, or it was closed to new sessions or opened again.
  @Override
  public synchronized void tell(JsonNode facts) {
    var name = new Name(facts.path("region").asString(), facts.path("name").asString());
    switch (facts.path("event").asString()) {
      case "create" -> create(name);
      case "replicate" ->
          replicate(
              name,
              new Name(facts.path("sourceRegion").asString(), facts.path("source").asString()));
      case "promote" -> promote(name);
      case "failover", "restart" -> restart(name);
      case "close" -> letIn(name, false);
      case "open" -> letIn(name, true);
      case "rename" -> rename(name, new Name(name.region(), facts.path("to").asString()));
      case "delete" -> delete(name);
      default -> throw new IllegalArgumentException("no such event: " + facts);
    }
  }

  /// How far the instance is; empty if there is none.
  @Override
  public synchronized Optional<BodyHost.State> state(String region, String name) {
    var key = new Name(region, name);
    return Optional.ofNullable(servers.get(key))
        .map(server ->
            new BodyHost.State(
                server.change().state() == Future.State.SUCCESS, LOOPBACK, port(key)));
  }

  private void create(Name name) {
    put(
        name,
        nextFolder(),
        node -> {
          node.server().initialise(OWNER, Site.PASSWORD);
          node.server().becomeWriter();
          node.start();
          try (var session = node.session()) {
            session.ensureRole(REPLICATOR, Site.PASSWORD, Session.Purpose.REPLICATION);
          }
        });
  }

  private void replicate(Name name, Name source) {
    var primary = server(source).node();
    var folder = nextFolder();
    put(name, folder, node -> site.replicaOf(primary, folder, node));
  }

  private void promote(Name name) {
    var server = server(name);
    servers.put(
        name, new Server(server.folder(), server.node(), begin(() -> promote(server.node()))));
  }

  private static void promote(Site.Node node) throws Exception {
    try (var session = node.session()) {
      session.promote();
      while (session.inRecovery()) {
        LookPause.pass();
      }
      session.execute("ALTER SYSTEM RESET primary_conninfo"); // Its own replicas copy it.
    }
  }

  /// What runs is killed and starts with the same storage, at the same address: in another zone, if
  /// one was lost.
  private void restart(Name name) {
    var server = server(name);
    servers.put(
        name,
        new Server(
            server.folder(),
            server.node(),
            begin(() -> {
              server.node().kill();
              server.node().start();
            })));
  }

  /// New sessions are let in or not. Whoever has one keeps it, as behind a security group.
  private void letIn(Name name, boolean all) {
    var server = server(name);
    servers.put(
        name,
        new Server(
            server.folder(),
            server.node(),
            begin(() -> {
              try (var session = server.node().session()) {
                if (!session.inRecovery()) {
                  session.execute(
                      "UPDATE pg_database SET datallowconn = %s WHERE datname = 'shop'"
                          .formatted(all));
                }
              }
            })));
  }

  /// As RDS does: it starts anew under the other name's address.
  private void rename(Name name, Name to) {
    var server = Objects.requireNonNull(servers.remove(name));
    put(
        to,
        server.folder(),
        node -> {
          server.node().kill();
          node.server().writeSettings();
          node.start();
        });
  }

  private void delete(Name name) {
    var server = servers.remove(name);
    if (server != null) {
      begin(() -> server.node().kill());
    }
  }

  private interface Making {
    void make(Site.Node node) throws Exception;
  }

  private void put(Name name, String folder, Making making) {
    var node = node(folder, port(name));
    servers.put(name, new Server(folder, node, begin(() -> making.make(node))));
  }

  private Site.Node node(String folder, int port) {
    try {
      return site.node(folder, port);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private Future<?> begin(Change change) {
    return changes.submit(() -> {
      try {
        change.make();
      } catch (Exception failed) {
        LOG.log(Level.ERROR, "a server did not come to be what was asked for", failed);
        throw failed;
      }
      return null;
    });
  }

  private synchronized Server server(Name name) {
    return Objects.requireNonNull(servers.get(name), () -> "no server behind " + name);
  }

  private int port(Name name) {
    return ports.computeIfAbsent(
        name,
        _ -> {
          try {
            return Site.freePort();
          } catch (IOException failed) {
            throw new IllegalStateException(failed);
          }
        });
  }

  private String nextFolder() {
    made++;
    return "server" + made;
  }

  /// How its administrator logs in, into `database`.
  public Endpoint owner(String region, String name, String database) {
    return server(new Name(region, name)).node().admin().in(database);
  }

  /// From now on the replica gets nothing of its source, as behind a link that is too slow.
  public void starve(String region, String name) throws SQLException {
    try (var session = Session.open(owner(region, name, "postgres"), Site.DEADLINE)) {
      session.execute("ALTER SYSTEM SET primary_conninfo = ''");
      session.reload();
      while (session.hasWalReceiver()) {
        LookPause.pass();
      }
    }
  }

  /// To every process of every server in `region`.
  synchronized void signal(String region, String name) throws Exception {
    for (var each : servers.entrySet()) {
      if (each.getKey().region().equals(region)) {
        each.getValue().node().signalAll(name);
      }
    }
  }

  public synchronized void lose(String region) throws IOException {
    for (var each : servers.entrySet()) {
      if (each.getKey().region().equals(region)) {
        each.getValue().node().kill();
      }
    }
  }

  public synchronized void heal(String region) throws Exception {
    for (var each : servers.entrySet()) {
      if (each.getKey().region().equals(region)) {
        each.getValue().node().start();
      }
    }
  }

  @Override
  public void close() throws IOException {
    changes.shutdownNow();
    try {
      if (!changes.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("a server is still being changed");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    site.close();
  }
}
