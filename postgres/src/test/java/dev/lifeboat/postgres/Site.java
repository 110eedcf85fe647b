package dev.lifeboat.postgres;

import dev.lifeboat.files.FileTree;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A folder with real servers in it that the servers' user can reach; closing it ends them all.
public final class Site implements AutoCloseable {

  public static final Duration DEADLINE = Duration.ofSeconds(30);
  public static final String PASSWORD = "it's a \\ secret";

  static Credential login(String role) {
    return new Credential(role, PASSWORD);
  }

  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(17_000));

  private final Installation installation;
  private final Path folder;
  private final List<Node> nodes = new ArrayList<>();

  public Site(Installation installation) throws IOException {
    this.installation = installation;
    folder = Files.createTempDirectory("lifeboat-site-");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// An empty place for a server.
  public Node node(String name) throws IOException, InterruptedException {
    return node(name, freePort());
  }

  /// The place `name`, empty or left by a server that has ended, for one that listens on `port`.
  public Node node(String name, int port) throws IOException, InterruptedException {
    var config =
        new ServerConfig(
            installation,
            folder.resolve(name),
            "127.0.0.1",
            port,
            Launcher.prefix(),
            Map.of("log_min_messages", "warning", "scram_iterations", "1"));
    var node = new Node(config, folder.resolve(name + ".log"));
    nodes.add(node);
    return node;
  }

  /// A primary that runs, with the logins `app` and `wal`, the database `shop` and a table.
  public Node primary(String name) throws Exception {
    var node = node(name);
    node.server().initialise("admin", PASSWORD);
    node.server().becomeWriter();
    node.start();
    try (var session = node.session()) {
      session.ensureRole("app", PASSWORD, Session.Purpose.APPLICATION);
      session.ensureRole("wal", PASSWORD, Session.Purpose.REPLICATION);
      session.ensureDatabase("shop", "app");
    }
    try (var shop = Session.open(node.admin().in("shop"), DEADLINE)) {
      shop.ensureProbe("app");
      shop.execute("CREATE TABLE orders (number bigint PRIMARY KEY)");
    }
    return node;
  }

  /// A replica of `primary` that runs and streams.
  Node replicaOf(Node primary, String name) throws Exception {
    return replicaOf(primary, name, node(name));
  }

  /// As above.
  ///
  /// @param node where it comes to be
  public Node replicaOf(Node primary, String name, Node node) throws Exception {
    var source = primary.source(name);
    BaseBackup.take(
        source, node.config.data(), Launcher.user(), (files, bytes, total) -> {}, DEADLINE);
    node.server().becomeReplica(source);
    node.start();
    primary.awaitStreaming(name);
    return node;
  }

  @Override
  public void close() throws IOException {
    for (var node : nodes) {
      node.kill();
    }
    FileTree.delete(folder);
  }

  /// Below those that outgoing connections are given, which could take it before its use; tests of
  /// other modules, which run beside these, have ports of their own. One after the other, since
  /// what was given is not bound yet.
  public static int freePort() throws IOException {
    while (true) {
      int port = 14_000 + Math.floorMod(NEXT_PORT.getAndIncrement(), 17_000 - 14_000);
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (BindException _) {
        // Somebody has it; another one, then.
      }
    }
  }

  /// One server and its process.
  public static final class Node {
    private final ServerConfig config;
    private final Path log;
    private Process process;

    Node(ServerConfig config, Path log) {
      this.config = config;
      this.log = log;
    }

    public Server server() {
      return new Server(config);
    }

    public Path data() {
      return config.data();
    }

    /// What the server printed.
    String log() throws IOException {
      return Files.readString(log);
    }

    public Endpoint admin() {
      return new Endpoint("127.0.0.1", config.port(), "postgres", login("admin"));
    }

    Endpoint client() {
      return new Endpoint("127.0.0.1", config.port(), "shop", login("app"));
    }

    public Source source(String slot) {
      return new Source(
          new Endpoint("127.0.0.1", config.port(), "replication", login("wal")), slot, slot);
    }

    public Session session() throws Exception {
      return Session.open(admin(), DEADLINE);
    }

    /// Starts the server and waits until it answers.
    public void start() throws Exception {
      process =
          new ProcessBuilder(server().command())
              .directory(config.data().getParent().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      try {
        PostgresAwait.until(
            config.data() + " answers",
            () -> {
              try (var session = session()) {
                return session.inRecovery() == server().replica();
              }
            });
      } catch (AssertionError silent) {
        throw new AssertionError(Files.readString(log), silent);
      }
    }

    /// The fast stop: ends sessions, writes the shutdown checkpoint.
    public void stop() throws Exception {
      signal("INT");
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new AssertionError("no fast stop: " + Files.readString(log));
      }
    }

    void signal(String name) throws Exception {
      var id = Long.toString(server().postmaster().orElseThrow());
      var line = List.of("sh", "-c", "kill -" + name + " " + id);
      Command.run(line, Path.of("/"), DEADLINE);
    }

    /// To the postmaster and all its children.
    public void signalAll(String name) throws Exception {
      var family = new ArrayList<>(List.of(process.toHandle()));
      family.addAll(process.descendants().toList());
      var ids = family.stream().map(member -> Long.toString(member.pid())).toList();
      var line = List.of("sh", "-c", "kill -" + name + " " + String.join(" ", ids));
      Command.run(line, Path.of("/"), DEADLINE);
    }

    /// SIGKILL of every process, and removal of the segment that this leaves behind.
    public void kill() throws IOException {
      if (process == null || !process.isAlive()) {
        return;
      }
      var segment = server().sharedMemorySegment();
      // The postmaster first: one that sees its children die makes a new segment.
      var family = new ArrayList<>(List.of(process.toHandle()));
      family.addAll(process.descendants().toList());
      family.forEach(ProcessHandle::destroyForcibly);
      PostgresAwait.until("all are gone", () -> family.stream().noneMatch(ProcessHandle::isAlive));
      if (segment.isPresent()) {
        var remove = new ProcessBuilder("ipcrm", "-m", Integer.toString(segment.getAsInt()));
        remove.start().onExit().join();
      }
    }

    void awaitStreaming(String name) {
      PostgresAwait.until(
          name + " streams",
          () -> {
            try (var session = session()) {
              return session.positions().replicas().stream()
                  .anyMatch(r -> r.applicationName().equals(name) && r.state().equals("streaming"));
            }
          });
    }

    void order(long number) throws Exception {
      try (var client = Session.open(client(), DEADLINE);
          var admin = Session.open(admin().in("shop"), DEADLINE)) {
        admin.execute("GRANT ALL ON orders TO app");
        client.execute("INSERT INTO orders VALUES (" + number + ")");
      }
    }

    long[] orders() throws Exception {
      try (var session = Session.open(admin().in("shop"), DEADLINE)) {
        return session.queryNumbers("SELECT number FROM orders ORDER BY number");
      }
    }
  }
}
