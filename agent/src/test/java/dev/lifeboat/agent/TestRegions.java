package dev.lifeboat.agent;

import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.config.DatabaseConfig.ConnectedConfig;
import dev.lifeboat.agent.config.DatabaseConfig.Credential;
import dev.lifeboat.agent.config.DatabaseConfig.SourceConfig;
import dev.lifeboat.agent.process.ProcessTable;
import dev.lifeboat.agent.process.RegionScope;
import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.agent.process.Spawner;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.postgres.Bundle;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Launcher;
import dev.lifeboat.postgres.Server;
import dev.lifeboat.postgres.ServerConfig;
import dev.lifeboat.postgres.Session;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Two regions with an agent process and a real PostgreSQL each, and a fake arbiter. Closing it
/// ends every process and removes every file.
final class TestRegions {
  private static final Credential ADMIN = new Credential("admin", "a secret");
  private static final Credential APP = new Credential("app", "app's secret");
  private static final Credential WAL = new Credential("wal", "wal secret");

  final FakeArbiter arbiter = new FakeArbiter();
  final ProcessTable table = ProcessTable.ofThisHost();
  private final Path lab = TestFolder.create("agent-regions");
  private final Optional<Duration> lapseAfter;
  private final Installation installation;
  private final Map<String, Region> regions = new TreeMap<>();

  TestRegions(Path binaries) throws Exception {
    this(binaries, Optional.empty());
  }

  /// @param lapseAfter set for writers that wait for their replica while it is connected
  TestRegions(Path binaries, Optional<Duration> lapseAfter) throws Exception {
    this.lapseAfter = lapseAfter;
    installation = Bundle.unpackInto(binaries);
    int east = TestFolder.freePort();
    int west = TestFolder.freePort();
    regions.put("east", new Region("east", east, "west", west));
    regions.put("west", new Region("west", west, "east", east));
  }

  Region east() {
    return regions.get("east");
  }

  Region west() {
    return regions.get("west");
  }

  void close() throws Exception {
    for (var region : regions.values()) {
      region.kill();
      region.removeSegment();
    }
    arbiter.close();
    TestFolder.delete(lab);
  }

  final class Region {
    final Path state;
    final Path data;
    private final String name;
    private final AgentConfig config;
    private final Spawner spawner;
    private final int port;

    private Region(String name, int port, String peer, int peerPort) throws Exception {
      this.name = name;
      this.port = port;
      this.state = Files.createDirectories(lab.resolve(name));
      this.data = state.resolve("data").resolve("orders");
      this.spawner = new Spawner(lab, name, state, Clock.systemUTC());
      var database =
          new DatabaseConfig(
              "orders",
              "shop",
              data,
              installation.home(),
              "127.0.0.1",
              port,
              "orders",
              ADMIN,
              APP,
              WAL,
              Launcher.prefix(),
              Map.of("shared_buffers", "16MB"),
              new SourceConfig("127.0.0.1", peerPort, "lifeboat_" + name, "lifeboat-" + name),
              "lifeboat_" + peer);
      config =
          new AgentConfig(
              "storefront",
              name,
              "127.0.0.1",
              TestFolder.freePort(),
              lab,
              state,
              arbiter.address(),
              null,
              List.of(
                  lapseAfter
                      .map(after ->
                          database.with(
                              new ConnectedConfig("lifeboat-" + peer, after, arbiter.address())))
                      .orElse(database)),
              List.of());
    }

    AgentClient agent() {
      return new AgentClient(URI.create("http://127.0.0.1:" + config.port()))
          .within(Duration.ofSeconds(30));
    }

    /// Starts the agent's process and waits until it answers.
    void begin() throws Exception {
      var file = state.resolve("agent.json");
      Files.write(file, config.toJson());
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      spawner.spawn(
          new Spawner.Command(
              "agent",
              List.of(
                  java,
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  AgentMain.class.getName(),
                  file.toString()),
              Map.of(),
              state,
              0));
      Await.until("the agent of " + name + " answers", this::answers);
    }

    private boolean answers() throws InterruptedException {
      try {
        return agent().within(Duration.ofSeconds(1)).health().region().equals(name);
      } catch (java.io.IOException _) {
        return false;
      }
    }

    /// What the agent sees of its database now.
    DatabaseState orders() throws Exception {
      return agent().freshState("orders").databases().get("orders");
    }

    boolean writable() throws Exception {
      return orders().writable().orElse(false);
    }

    boolean readOnly() throws Exception {
      return orders().writable().filter(writable -> !writable).isPresent();
    }

    void killAgent() throws Exception {
      var agents =
          table.named(lab, name, List.of("agent"), Optional.empty()).stream()
              .map(p -> p.pid())
              .toList();
      table.kill(Signal.KILL, agents);
      Await.until(
          "the agent is gone",
          () -> table.named(lab, name, List.of("agent"), Optional.empty()).isEmpty());
    }

    /// The loss of the whole region.
    void kill() throws Exception {
      table.killAll(new RegionScope(lab, name, state, List.of(state)), Duration.ofSeconds(5));
    }

    /// What a killed server leaves in the kernel.
    private void removeSegment() throws Exception {
      var server =
          new Server(new ServerConfig(installation, data, "127.0.0.1", port, List.of(), Map.of()));
      var segment = server.sharedMemorySegment();
      if (segment.isPresent()) {
        new ProcessBuilder("ipcrm", "-m", Integer.toString(segment.getAsInt())).start().waitFor();
      }
    }

    /// As the services log in.
    Session services() throws Exception {
      return Session.open(endpoint(APP), Duration.ofSeconds(5));
    }

    Endpoint endpoint() {
      return endpoint(APP);
    }

    private Endpoint endpoint(Credential who) {
      return new Endpoint("127.0.0.1", port, "orders", who.user(), who.password());
    }
  }
}
