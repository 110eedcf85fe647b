package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.canary.CanaryConfig;
import dev.lifeboat.canary.CanaryLog;
import dev.lifeboat.canary.CanaryProcess;
import dev.lifeboat.canary.NameResolution;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.plan.Canary.Request;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/// A shop of an account with real servers: users who buy in it get what real servers and processes
/// answer, and its guards are the command that a user would run.
public final class LivingShop {
  public static final String DATABASE = "shop";

  private static final String LOGIN = "shop";
  private static final String GUARD = "lifeboat_guard";
  private static final String PASSWORD = "open-sesame";
  private static final Map<String, String> REGIONS =
      Map.of("east", TestBed.PRIMARY, "west", TestBed.RECOVERY);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int WRITES_A_SECOND = 20;

  /// So many acknowledged writes in a row, and users are back.
  private static final int CONFIRM = 10;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Shop shop;
  private final AccountServers servers;
  private final CommandLineProcess lifeboat;
  private final Path folder;
  private final Map<String, CommandLineProcess.Running> guards = new LinkedHashMap<>();
  private Optional<CanaryProcess> canary = Optional.empty();

  LivingShop(Shop shop, AccountServers servers, CommandLineProcess lifeboat, Path folder) {
    this.shop = shop;
    this.servers = servers;
    this.lifeboat = lifeboat;
    this.folder = folder;
  }

  /// As it runs before Lifeboat knows of it: as an administrator would set it up.
  void create() throws Exception {
    var databases = shop.databases();
    var writer = databases.createAvailableWriter();
    prepare(servers.databases().owner(TestBed.PRIMARY, databases.name(), "postgres"));
    databases.createReplica(writer);
    databases.measureLag(1, Instant.now().minus(SECOND));
    var secrets = Map.of("east", environment("east"), "west", environment("west"));
    shop.tasks().create(secrets);
    shop.tasks().inPrimary().create(secrets);
    shop.targets().attach();
    var port = servers.services().port();
    servers.services().targets(TestBed.RECOVERY).forEach(it -> shop.targets().register(it, port));
    servers
        .services()
        .targets(TestBed.PRIMARY)
        .forEach(it -> shop.targetsAtHome().register(it, port));
    shop.createRecords();
    shop.replicateImages();
    var entrances = new LinkedHashMap<String, InetAddress>();
    for (var region : REGIONS.entrySet()) {
      entrances.put(
          region.getKey(), InetAddress.ofLiteral(servers.services().entrance(region.getValue())));
    }
    shop.names().zone().lead(entrances);
  }

  private static void prepare(Endpoint owner) throws SQLException {
    try (var server = Session.open(owner, Site.DEADLINE)) {
      server.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(LOGIN, PASSWORD));
      server.execute("CREATE DATABASE %s OWNER %s".formatted(DATABASE, LOGIN));
      // RDS has a role `rds_replication` in place of the attribute.
      server.execute(
          "CREATE ROLE %s LOGIN CREATEROLE REPLICATION PASSWORD '%s'".formatted(GUARD, PASSWORD));
      server.execute("GRANT pg_monitor TO %s".formatted(GUARD));
      server.execute("GRANT %s TO %s WITH ADMIN OPTION".formatted(LOGIN, GUARD));
      server.execute("GRANT CREATE ON DATABASE %s TO %s".formatted(DATABASE, GUARD));
    }
  }

  private String environment(String region) {
    var at = owner(region);
    var environment = new LinkedHashMap<String, String>();
    environment.put(
        "ORDERS_URL", "jdbc:postgresql://%s:%d/%s".formatted(at.host(), at.port(), DATABASE));
    environment.put("ORDERS_USER", LOGIN);
    environment.put("ORDERS_PASSWORD", PASSWORD);
    if (shop.hasImages()) {
      environment.putAll(shop.images().environment(region));
    }
    return JsonMapper.shared().writeValueAsString(environment);
  }

  private Endpoint owner(String region) {
    return servers.databases().owner(REGIONS.get(region), shop.databases().name(), DATABASE);
  }

  /// How a service logs in.
  public Endpoint login(String region) {
    return owner(region).as(new Credential(LOGIN, PASSWORD));
  }

  /// By what variables the guard's login is found.
  public Map<String, String> asGuard() {
    return Map.of("PGDATABASE", DATABASE, "PGUSER", GUARD, "PGPASSWORD", PASSWORD);
  }

  /// Waits until a check of `plan` finds nothing in the way: a guard needs a moment before a
  /// failover is safe.
  public void awaitReady(Path plan) throws Exception {
    var check = lifeboat.run("check", plan);
    while (check.exitCode() != 0) {
      // A busy bed does not answer each call in the time a check gives it.
      assertThat(check.out()).as("%s", check).containsAnyOf("guard", "does not answer");
      check = lifeboat.run("check", plan);
    }
  }

  /// `lifeboat guard`, as a process of its own in a region.
  public void guard(String region) throws IOException {
    guard(region, Map.of());
  }

  /// As above, with another way to the account.
  public void guardBehind(RegionGate gate, String region) throws IOException {
    guard(region, Map.of("AWS_ENDPOINT_URL", gate.endpoint().toString()));
  }

  private void guard(String region, Map<String, String> way) throws IOException {
    var at = owner(region);
    var variables = new LinkedHashMap<>(asGuard());
    variables.put("PGHOST", at.host());
    variables.put("PGPORT", Integer.toString(at.port()));
    variables.putAll(way);
    guards.put(region, lifeboat.begin(variables, "guard", shop.file(), "--region", region));
  }

  /// To the guard of a region.
  public void signalGuard(String region, String name) throws IOException, InterruptedException {
    PosixSignal.send(name, Objects.requireNonNull(guards.get(region)).process());
  }

  /// The home region is lost, with its guard.
  FaultTime loseHome(Cut cut) throws IOException, InterruptedException {
    var at = Instant.now();
    guards.remove("east").kill();
    shop.loseHome(cut);
    servers.lose(TestBed.PRIMARY);
    return new FaultTime(at, Instant.now());
  }

  /// Users begin to buy, each under a number of its own.
  public void buy(String client) throws IOException {
    var log = log(client);
    Files.createDirectories(log.getParent());
    var config =
        new CanaryConfig(
            client,
            URI.create("http://%s:%d".formatted(shop.names().name(), servers.services().port())),
            WRITES_A_SECOND,
            CONFIRM,
            new Request("PUT", "/orders/{client}/{number}", "{\"item\":\"canary\"}"),
            new Request("GET", "/orders/{client}/{number}", ""),
            2,
            log,
            SECOND.plus(SECOND),
            new NameResolution("127.0.0.1", shop.names().zone().port(), SECOND),
            null);
    canary = Optional.of(CanaryProcess.start(config, log.getParent(), Map.of()));
  }

  private Path log(String client) {
    return folder.resolve(client).resolve("canary.jsonl");
  }

  /// Whether users come to buy again, so many in a row.
  public boolean awaitBuying(String client) throws Exception {
    try (var follower = CanaryLog.follow(log(client))) {
      return follower.awaitRecovery(FaultTime.at(Instant.now()), CONFIRM, PATIENCE).isPresent();
    }
  }

  public void stopBuying() throws InterruptedException {
    if (canary.isPresent()) {
      canary.get().stop(PATIENCE);
    }
    canary = Optional.empty();
  }

  /// What users lost.
  public Measurement measure(String client, FaultTime fault, SortedSet<Long> held)
      throws Exception {
    return Measurement.of(
        CanaryHistory.parse(Files.readAllBytes(log(client))),
        fault,
        new StoredNumbers.Numbers(held),
        new StoredNumbers.NoStore());
  }

  /// Which of a client's numbers a server holds.
  public static SortedSet<Long> orders(Endpoint at, String client) throws SQLException {
    var numbers = new TreeSet<Long>();
    try (var session = Session.open(at, Site.DEADLINE)) {
      var query = "SELECT number FROM orders WHERE client = '%s'".formatted(client);
      for (var number : session.queryNumbers(query)) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  /// Nothing of it runs any more.
  void end() throws Exception {
    stopBuying();
    for (var guard : guards.values()) {
      guard.kill();
    }
    servers.close();
  }
}
