package dev.lifeboat.awstestbed;

import dev.lifeboat.postgres.Site;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/// The servers of MariaDB behind instances of RDS. A name keeps its port whichever server it is
/// given to. A new replica reads all that its source ever wrote, which RDS makes a snapshot of.
final class MysqlServers implements BodyHost.Bodies {
  private static final Logger LOG = System.getLogger(MysqlServers.class.getName());
  private static final String LOOPBACK = "127.0.0.1";

  /// What parameter groups would say.
  private static final List<String> OPTIONS =
      List.of("--event-scheduler=ON", "--log-slave-updates", "--slave-net-timeout=5");

  private final Path folder;
  private final Map<Name, Integer> ports = new LinkedHashMap<>();
  private final Map<Name, Body> bodies = new LinkedHashMap<>();
  private final ExecutorService changes = Executors.newSingleThreadExecutor();
  private int made;

  /// Of an instance.
  private record Name(String region, String name) {}

  /// A server that is there or comes, and what is being done to it.
  private record Body(Future<MysqlServer> server) {}

  private interface Change {
    MysqlServer make() throws Exception;
  }

  /// @param folder of its own
  MysqlServers(Path folder) {
    this.folder = folder;
  }

  @Override
  public synchronized void tell(JsonNode facts) {
    var name = new Name(facts.path("region").asString(), facts.path("name").asString());
    switch (facts.path("event").asString()) {
      case "create" -> put(name, () -> start(name, false));
      case "replicate" ->
          replicate(
              name,
              new Name(facts.path("sourceRegion").asString(), facts.path("source").asString()));
      case "promote" -> change(name, MysqlServers::promote);
      case "restart", "failover" -> change(name, server -> server.restart(server.port()));
      case "rename" -> rename(name, new Name(name.region(), facts.path("to").asString()));
      case "delete" -> delete(name);
      case "close", "open" -> {} // Nobody closes by the API what a guard fences.
      default -> throw new IllegalArgumentException("no such event: " + facts);
    }
  }

  @Override
  public synchronized Optional<BodyHost.State> state(String awsRegion, String name) {
    var key = new Name(awsRegion, name);
    return Optional.ofNullable(bodies.get(key))
        .map(body ->
            new BodyHost.State(body.server().state() == Future.State.SUCCESS, LOOPBACK, port(key)));
  }

  private interface Act {
    void on(MysqlServer server) throws Exception;
  }

  private void change(Name name, Act act) {
    var present = body(name);
    put(
        name,
        () -> {
          var server = present.server().get();
          act.on(server);
          return server;
        });
  }

  private static void promote(MysqlServer server) throws SQLException {
    server.execute("STOP REPLICA", "RESET REPLICA ALL", "SET GLOBAL read_only = OFF");
  }

  private void replicate(Name name, Name source) {
    int from = port(source);
    put(
        name,
        () -> {
          var server = start(name, true);
          server.execute(
              """
              CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = %d, MASTER_USER = '%s', \
              MASTER_PASSWORD = $PASSWORD, MASTER_LOG_FILE = 'mysql-bin.000001', \
              MASTER_LOG_POS = 4, MASTER_CONNECT_RETRY = 1, MASTER_SSL = 0, MASTER_USE_GTID = no\
              """
                  .formatted(from, MysqlServer.ADMIN),
              "START REPLICA");
          return server;
        });
  }

  private void rename(Name name, Name to) {
    var present = body(name);
    bodies.remove(name);
    put(
        to,
        () -> {
          var server = present.server().get();
          server.restart(port(to));
          return server;
        });
  }

  private void delete(Name name) {
    var body = bodies.remove(name);
    if (body != null) {
      var _ =
          begin(() -> {
            body.server().get().kill();
            return body.server().get();
          });
    }
  }

  private synchronized int number() {
    made++;
    return made;
  }

  private MysqlServer start(Name name, boolean readOnly) throws Exception {
    int number = number();
    var server =
        new MysqlServer(
            MysqlServer.Product.MARIADB,
            folder.resolve("mariadb" + number),
            number,
            port(name),
            OPTIONS);
    if (readOnly) {
      server.execute("SET GLOBAL read_only = ON");
    }
    return server;
  }

  private void put(Name name, Change change) {
    bodies.put(name, new Body(begin(change)));
  }

  private Future<MysqlServer> begin(Change change) {
    return changes.submit(() -> {
      try {
        return change.make();
      } catch (Exception failed) {
        LOG.log(Level.ERROR, "a server did not come to be what was asked for", failed);
        throw failed;
      }
    });
  }

  private Body body(Name name) {
    return Objects.requireNonNull(bodies.get(name), () -> "no server behind " + name);
  }

  private synchronized int port(Name name) {
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

  /// Of the instance that has the name.
  int portOf(String awsRegion, String name) {
    return port(new Name(awsRegion, name));
  }

  /// The one behind an instance, once it is as it was asked to be.
  MysqlServer server(String awsRegion, String name) throws Exception {
    return found(new Name(awsRegion, name)).server().get();
  }

  private synchronized Body found(Name name) {
    return body(name);
  }

  /// From now on the replica gets nothing of its source, as behind a link that is too slow.
  void starve(String awsRegion, String name) throws Exception {
    server(awsRegion, name).execute("STOP REPLICA IO_THREAD");
  }

  void lose(String awsRegion) throws Exception {
    for (var server : in(awsRegion)) {
      server.get().kill();
    }
  }

  void heal(String awsRegion) throws Exception {
    for (var server : in(awsRegion)) {
      server.get().restart(server.get().port());
    }
  }

  private synchronized List<Future<MysqlServer>> in(String awsRegion) {
    return bodies.entrySet().stream()
        .filter(it -> it.getKey().region().equals(awsRegion))
        .map(it -> it.getValue().server())
        .toList();
  }

  /// None runs any more.
  void end() throws InterruptedException {
    changes.shutdownNow();
    for (var body : bodies.values()) {
      if (body.server().state() == Future.State.SUCCESS) {
        body.server().resultNow().kill();
      }
    }
  }
}
