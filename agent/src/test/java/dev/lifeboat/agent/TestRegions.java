package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.client.AgentClient;
import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.config.DatabaseConfig.ConnectedConfig;
import dev.lifeboat.agent.config.DatabaseConfig.SourceConfig;
import dev.lifeboat.agent.config.UnitConfig;
import dev.lifeboat.agent.process.LivingProcess;
import dev.lifeboat.agent.process.ProcessTable;
import dev.lifeboat.agent.process.RegionScope;
import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.agent.process.Spawner;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.guard.KeeperClient;
import dev.lifeboat.guard.KeeperConfig;
import dev.lifeboat.guard.KeeperMain;
import dev.lifeboat.postgres.ControlFile;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Launcher;
import dev.lifeboat.postgres.Server;
import dev.lifeboat.postgres.ServerConfig;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.Caller.Kind;
import dev.lifeboat.wire.JavaCommand;
import dev.lifeboat.wire.ProgramJson;
import dev.lifeboat.wire.RefusedException;
import dev.lifeboat.wire.TestKeys;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// Two regions with an agent process and a real PostgreSQL each, and a fake arbiter. Closing it
/// ends every process and removes every file.
final class TestRegions {
  // The status with which an agent refuses what it may do later.
  private static final int NOT_NOW = 503;
  private static final Credential ADMIN = new Credential("admin", "a secret");
  private static final Credential APP = new Credential("app", "app's secret");
  private static final Credential WAL = new Credential("wal", "wal secret");

  final FakeArbiter arbiter = new FakeArbiter();
  final ProcessTable table = ProcessTable.ofThisHost();
  private final Path lab = TestFolder.create("agent-regions");
  private final Commits commits;
  private final Installation installation;
  private final Map<String, Region> regions = new TreeMap<>();

  private final Map<String, Ports> ports = new TreeMap<>();

  /// The ports of a region, or of the edge, which uses the agent's alone.
  private record Ports(int agent, int database, int keeper) {
    static Ports free() throws Exception {
      return new Ports(TestFolder.freePort(), TestFolder.freePort(), TestFolder.freePort());
    }
  }

  /// Regions that write without a lease.
  TestRegions(Installation postgres) throws Exception {
    this(postgres, new Commits(false, false, Optional.empty()));
  }

  /// Regions with a keeper each, and a third voter at the edge.
  static TestRegions leased(Installation postgres) throws Exception {
    return new TestRegions(postgres, new Commits(true, false, Optional.empty()));
  }

  /// As [#leased], and with triggers on the tables.
  static TestRegions triggered(Installation postgres) throws Exception {
    return new TestRegions(postgres, new Commits(true, true, Optional.empty()));
  }

  /// Regions whose writers wait for their replica while it is connected, without a lease.
  static TestRegions lapsing(Installation postgres, Duration lapseAfter) throws Exception {
    return new TestRegions(postgres, new Commits(false, false, Optional.of(lapseAfter)));
  }

  /// What commits need in these regions.
  private record Commits(boolean leased, boolean trigger, Optional<Duration> lapseAfter) {}

  private TestRegions(Installation postgres, Commits commits) throws Exception {
    AgentCache.prepare();
    this.installation = postgres;
    this.commits = commits;
    for (var name : List.of("east", "west", "edge")) {
      ports.put(name, Ports.free());
    }
    regions.put("east", new Region("east", Optional.of("west")));
    regions.put("west", new Region("west", Optional.of("east")));
    regions.put("edge", new Region("edge", Optional.empty()));
  }

  /// Only its agent: it votes.
  Region edge() {
    return regions.get("edge");
  }

  Region east() {
    return regions.get("east");
  }

  Region west() {
    return regions.get("west");
  }

  /// West begins, and follows east's writer.
  void cloneWest() throws Exception {
    west().begin();
    assertThat(west().orders().care().why()).contains("absent");
    west().agent().beginClone("orders", 1);
    Await.until("west streams", west()::streams);
  }

  static URI address(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  void close() throws Exception {
    // Each step also if the one before fails: what is left lies in the way of later tests.
    try (arbiter) {
      for (var region : regions.values()) {
        region.kill();
        region.removeSegment();
      }
    } finally {
      TestFolder.delete(lab);
    }
  }

  final class Region {
    final Path state;
    final Path data;
    private final String name;
    private final AgentConfig config;
    // One of each: a client has threads of its own, and a waiting test asks thousands of times.
    private final AgentClient agent;
    private final KeeperClient keeper;
    private final Spawner spawner;
    private final int port;

    private Region(String name, Optional<String> peer) throws Exception {
      this.name = name;
      this.port = ports.get(name).database();
      this.agent =
          new AgentClient(address(ports.get(name).agent()), TestKeys.controllerTo(name))
              .within(Duration.ofMinutes(1));
      this.keeper =
          new KeeperClient(
              address(ports.get(name).keeper()),
              TestKeys.signer(new Caller(Kind.AGENT, name), new Caller(Kind.KEEPER, name)));
      this.state = Files.createDirectories(lab.resolve(name));
      this.data = state.resolve("data").resolve("orders");
      this.spawner = new Spawner(lab, name, state, Clock.systemUTC());
      config =
          new AgentConfig(
              "storefront",
              name,
              "127.0.0.1",
              ports.get(name).agent(),
              lab,
              state,
              TestKeys.ofAgent(name),
              List.of("shop"),
              arbiter.address(),
              null,
              peer.isPresent() ? List.of(database(peer.get())) : List.of(),
              peer.isPresent() && commits.leased() ? List.of(keeper()) : List.of());
    }

    private DatabaseConfig database(String peer) throws Exception {
      return new DatabaseConfig(
          "orders",
          "shop",
          new DatabaseConfig.Place(data, installation.home(), "127.0.0.1", port),
          new DatabaseConfig.Access("orders", ADMIN, APP, WAL),
          Launcher.prefix(),
          Map.of("shared_buffers", "16MB", "scram_iterations", "1"),
          new DatabaseConfig.Peer(
              new SourceConfig(
                  "127.0.0.1", ports.get(peer).database(), "lifeboat_" + name, "lifeboat-" + name),
              "lifeboat_" + peer),
          new DatabaseConfig.Commits(
              commits.leased() ? address(ports.get(name).keeper()) : null,
              commits
                  .lapseAfter()
                  .map(after ->
                      new ConnectedConfig(
                          "lifeboat-" + peer,
                          after,
                          new KeeperConfig.VoterConfig("edge", arbiter.address())))
                  .orElse(null),
              commits.trigger()));
    }

    private UnitConfig keeper() throws Exception {
      var voters =
          ports.entrySet().stream()
              .map(voter ->
                  new KeeperConfig.VoterConfig(voter.getKey(), address(voter.getValue().agent())))
              .toList();
      var gate = new KeeperConfig.GateConfig("orders", "127.0.0.1", port, WAL);
      var own =
          new KeeperConfig(
              name,
              "127.0.0.1",
              ports.get(name).keeper(),
              state.resolve("keeper"),
              TestKeys.ofKeeper(name),
              voters,
              List.of(new KeeperConfig.WorkloadConfig("shop", List.of(gate))));
      var file = state.resolve("keeper.json");
      Files.write(file, ProgramJson.write(own));
      return new UnitConfig(
          "keeper",
          java(KeeperMain.class, file),
          Map.of(),
          List.of(),
          state,
          List.of(new UnitConfig.InstanceConfig(ports.get(name).keeper())),
          1,
          "http://{host}:{port}/health",
          true,
          Map.of(),
          null);
    }

    KeeperClient keeperClient() {
      return keeper;
    }

    private static List<String> java(Class<?> main, Path config) {
      return JavaCommand.ofThisProcess().line(main, config.toString());
    }

    AgentClient agent() {
      return agent;
    }

    /// Starts the agent's process and waits until it answers.
    void begin() throws Exception {
      var file = state.resolve("agent.json");
      Files.write(file, ProgramJson.write(config));
      spawner.spawn(
          new Spawner.Command("agent", java(AgentMain.class, file), Map.of(), List.of(), state, 0));
      Await.until("the agent of " + name + " answers", this::answers);
    }

    /// Makes its database the first writer, once its lease keeper is there to be asked.
    void initialise() throws Exception {
      Await.until(
          name + " has the first writer",
          () -> {
            try {
              var _ = agent.initialise("orders", 1);
              return true;
            } catch (RefusedException refused) {
              if (refused.status() != NOT_NOW) {
                throw refused;
              }
              return false;
            }
          });
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

    /// What a look at its server shows, once one is answered: a busy machine may let it pass its
    /// time.
    DatabaseState.SqlState sql() throws Exception {
      var seen = new AtomicReference<DatabaseState.SqlState>();
      Await.until(
          name + " answers a look",
          () -> {
            seen.set(orders().server().sql());
            return seen.get() != null;
          });
      return seen.get();
    }

    /// Waits until the database's state says all of this: the reason follows what it explains.
    void awaitWhy(String... parts) throws Exception {
      Await.until(
          name + " says " + List.of(parts),
          () -> {
            var why = orders().care().why();
            return why != null && List.of(parts).stream().allMatch(why::contains);
          });
    }

    boolean streams() throws Exception {
      var seen = orders().server().sql();
      return seen != null && seen.walReceiver() != null && seen.walReceiver().streaming();
    }

    /// One row into the table `orders`, which the test made.
    void insert(long number) throws Exception {
      try (var session = services()) {
        session.execute("INSERT INTO orders VALUES (" + number + ")");
      }
    }

    /// A number that its server is asked for; -1 while it cannot answer.
    long count(String sql) throws Exception {
      try (var session = services()) {
        return session.queryNumbers(sql)[0];
      } catch (SQLException notYet) {
        return -1;
      }
    }

    void killAgent() throws Exception {
      kill("agent");
    }

    /// As an agent leaves it that died right after it had made a fence of the first writer durable.
    void assignReplica() throws Exception {
      var assignment = state.resolve("databases").resolve("orders.json");
      Files.writeString(
          assignment,
          Files.readString(assignment)
              .replace("\"writer\"", "\"replica\"")
              .replace("\"epoch\":1", "\"epoch\":2")
              .replace("\"highestEpoch\":1", "\"highestEpoch\":2"));
    }

    /// In good order: it stops its database.
    void terminateAgent() throws Exception {
      end("agent", Signal.TERM);
    }

    void killKeeper() throws Exception {
      kill("keeper");
    }

    private void kill(String process) throws Exception {
      end(process, Signal.KILL);
    }

    private void end(String process, Signal signal) throws Exception {
      var pids = pids(process);
      table.kill(signal, pids);
      Await.until(process + " is gone", () -> pids(process).stream().noneMatch(pids::contains));
    }

    private List<Long> pids(String process) throws Exception {
      return table.named(lab, name, List.of(process), Optional.empty()).stream()
          .map(LivingProcess::pid)
          .toList();
    }

    /// Freezes or thaws the whole region, its agent and its keeper included.
    void signalAll(Signal signal) throws Exception {
      table.kill(signal, table.living(scope()).stream().map(LivingProcess::pid).toList());
    }

    /// Freezes or thaws what guards the database, and not the database.
    void signalGuards(Signal signal) throws Exception {
      for (var process : List.of("agent", "keeper")) {
        table.kill(signal, pids(process));
      }
    }

    private RegionScope scope() {
      return new RegionScope(lab, name, state, List.of(state));
    }

    /// The loss of the whole region.
    void kill() throws Exception {
      table.killAll(scope(), Duration.ofSeconds(5));
    }

    private Server server() {
      return new Server(
          new ServerConfig(installation, data, "127.0.0.1", port, List.of(), Map.of()));
    }

    /// What its files say of how it was stopped.
    ControlFile control() throws Exception {
      return server().control();
    }

    /// What a killed server leaves in the kernel.
    private void removeSegment() throws Exception {
      var segment = server().sharedMemorySegment();
      if (segment.isPresent()) {
        new ProcessBuilder("ipcrm", "-m", Integer.toString(segment.getAsInt())).start().waitFor();
      }
    }

    /// As the services log in.
    Session services() throws Exception {
      return Session.open(endpoint(APP), Duration.ofSeconds(5));
    }

    /// As the agent logs in.
    Session superuser() throws Exception {
      return Session.open(endpoint(ADMIN), Duration.ofSeconds(5));
    }

    Endpoint endpoint() {
      return endpoint(APP);
    }

    private Endpoint endpoint(Credential who) {
      return new Endpoint("127.0.0.1", port, "orders", who);
    }
  }
}
