package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.postgres.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// The account of the pilot light's example with real servers: MariaDB behind its instances, web
/// servers behind its groups, and one address for its users. Its guards are the command that a user
/// would run.
public final class LampAccount {
  private static final String GUARD = "lifeboat_guard";
  private static final int MOST_LOOKS = 20;
  private static final Duration HEALTH = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(300);
  private static final Map<String, String> ADDRESSES =
      Map.of("primary", "127.21.0.1", "standby", "127.22.0.1");

  private final TestBed bed;
  private final ExampleAccount example;
  private final MysqlServers servers;
  private final ExperimentEffects experiments = new ExperimentEffects();
  private final BodyHost host;
  private final Map<String, LampWeb> webs = new LinkedHashMap<>();
  private final Map<String, Boolean> running = new ConcurrentHashMap<>();
  private final Thread following;
  private final AcceleratorEntrance entrance;
  private final Alarm alarm;
  private final CommandLineProcess lifeboat;
  private final Map<String, CommandLineProcess.Running> guards = new LinkedHashMap<>();
  private SortedSet<Long> recovered = new TreeSet<>();

  /// As Lifeboat finds it, with the tables that its plan needs.
  ///
  /// @param folder of its own
  public LampAccount(TestBed bed, Path folder) throws Exception {
    this(bed, folder, true);
  }

  /// @param provisioned whether what a plan needs beside the example is there
  LampAccount(TestBed bed, Path folder, boolean provisioned) throws Exception {
    this.bed = bed;
    this.lifeboat = new CommandLineProcess(bed, folder.resolve("state"));
    this.servers = new MysqlServers(folder.resolve("servers"));
    this.host =
        new BodyHost(
            bed, Map.of("databases", servers, "experiments", experiments), LampWeb.READY, HEALTH);
    var door = AcceleratorEntrance.anyAddress();
    int port = Site.freePort();
    var text = new LinkedHashMap<String, String>();
    text.put(
        "https://primary.lamp.example/ref",
        "http://%s:%d%s".formatted(ADDRESSES.get("primary"), port, LampWeb.READY));
    text.put("EXT1a2b3c4d5e6f7", template());
    this.example =
        new ExampleAccount(
            bed,
            ShippedExample.asItStands(ShippedExample.PILOT_LIGHT).with(text),
            Optional.of("http://%s:%d".formatted(door.host(), door.port())),
            new ExampleParts.Anew(bed),
            folder);
    this.alarm = new Alarm(bed, example.awsRegion("standby"), "lamp-users-primary");
    alarm.set(StateValue.OK);
    ADDRESSES.forEach((region, address) ->
        webs.put(
            region,
            new LampWeb(
                new HostPort(address, port),
                servers.portOf(example.awsRegion(region), database(region)),
                () -> Boolean.TRUE.equals(running.get(region)))));
    for (var web : webs.values()) {
      web.open();
    }
    example.healthBy(region -> host.answers(ADDRESSES.get(region), port));
    if (provisioned) {
      example.create(ADDRESSES, port);
    } else {
      example.createUnprovisioned(ADDRESSES, port);
    }
    prepare();
    this.following = Thread.ofVirtual().start(this::follow);
    this.entrance =
        new AcceleratorEntrance(
            example.accelerator(),
            region -> web(region).at(),
            LampWeb.READY,
            door,
            folder.resolve("accelerator"));
  }

  /// A look at a group takes longer than a page does.
  private void follow() {
    while (!Thread.currentThread().isInterrupted()) {
      ADDRESSES.keySet().forEach(region -> running.put(region, example.runs(region)));
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private String template() {
    return OneActionTemplate.create(bed, "eu-west-1", "aws:fis:wait", Map.of());
  }

  private static String database(String region) {
    return region.equals("primary") ? "lamp-primary" : "lamp-replica";
  }

  private LampWeb web(String region) {
    return Objects.requireNonNull(webs.get(region));
  }

  /// As docs/aws.md has it.
  private void prepare() throws Exception {
    var guard = GUARD + "@'%'";
    var writer = server("primary");
    writer.execute(
        "CREATE DATABASE lamp",
        "CREATE TABLE lamp.ref (client VARCHAR(64), number BIGINT, PRIMARY KEY (client, number))",
        "CREATE USER lamp@'%' IDENTIFIED BY $PASSWORD",
        "GRANT SELECT, INSERT ON lamp.* TO lamp@'%'",
        "CREATE USER %s IDENTIFIED BY $PASSWORD".formatted(guard),
        "GRANT CREATE USER, PROCESS, REPLICATION CLIENT ON *.* TO " + guard,
        "GRANT ALL ON lifeboat.* TO " + guard,
        "GRANT SELECT, DELETE ON lamp.ref TO " + guard);
    for (var right : MysqlServer.Product.MARIADB.rights(guard)) {
      writer.execute(right);
    }
  }

  private MysqlServer server(String region) throws Exception {
    return servers.server(example.awsRegion(region), database(region));
  }

  /// How a drill logs in.
  public Map<String, String> login() {
    return Map.of(
        "MYSQL_USER", GUARD, "MYSQL_PWD", MysqlServer.PASSWORD, "MYSQL_DATABASE", LampWeb.LAMP);
  }

  public ExampleAccount example() {
    return example;
  }

  public CommandLineProcess lifeboat() {
    return lifeboat;
  }

  public ExperimentEffects experiments() {
    return experiments;
  }

  /// `lifeboat guard`, as a process of its own in a region.
  public void guard(String region) throws IOException {
    guards.put(
        region, lifeboat.begin(guardLogin(region), "guard", example.file(), "--region", region));
  }

  /// How the guard of a region logs in, and where.
  Map<String, String> guardLogin(String region) throws IOException {
    var variables = new LinkedHashMap<>(login());
    variables.put("MYSQL_HOST", "127.0.0.1");
    variables.put(
        "MYSQL_TCP_PORT",
        Integer.toString(servers.portOf(example.awsRegion(region), database(region))));
    return variables;
  }

  /// Waits until a check finds nothing in the way of a move.
  public void awaitReady() throws Exception {
    example.stores().measureAgain();
    var check = lifeboat.run("check", example.file());
    for (int looks = 0; check.exitCode() != 0; looks++) {
      assertThat(looks).as("%s; %s", check, said()).isLessThan(MOST_LOOKS);
      // A busy bed does not answer each call in the time a check gives it.
      assertThat(check.out()).as("%s", check).containsAnyOf("guard", "does not answer");
      check = lifeboat.run("check", example.file());
    }
    // What closes a database by the group is enough for a check, and for a planned move is not.
    var preview = lifeboat.run("switchover", example.file(), "--dry-run");
    for (int looks = 0; preview.exitCode() != 0; looks++) {
      assertThat(looks).as("%s; %s", preview, said()).isLessThan(MOST_LOOKS);
      preview = lifeboat.run("switchover", example.file(), "--dry-run");
    }
  }

  private String said() throws IOException {
    var said = new StringBuilder();
    for (var guard : guards.values()) {
      said.append(guard.said());
    }
    return said.toString();
  }

  /// Users write, and the other region gets nothing of it any more.
  public void starve(CommandLineProcess.Running drill) throws Exception {
    while (drill.process().isAlive() && !drill.said().contains("20 writes/s")) {
      LookPause.pass();
    }
    servers.starve(example.awsRegion("standby"), "lamp-replica");
  }

  /// The home region is lost, and users see it.
  public FaultTime lose() throws Exception {
    var at = Instant.now();
    guards.remove("primary").kill();
    example.lose("primary", Cut.HANG);
    web("primary").close();
    servers.lose(example.awsRegion("primary"));
    alarm.set(StateValue.ALARM);
    return new FaultTime(at, Instant.now());
  }

  public void heal() throws Exception {
    recovered = server("standby").numbers("SELECT number FROM lamp.ref");
    bed.gate().mend();
    servers.heal(example.awsRegion("primary"));
    web("primary").open();
    alarm.set(StateValue.OK);
    guard("primary");
  }

  /// The writes that users were told are safe at home and that the new writer never got.
  public SortedSet<Long> heldBack(String client) {
    var lost = web("primary").acknowledged(client);
    lost.removeAll(recovered);
    return lost;
  }

  /// The numbers that the instance has which made way at home.
  public SortedSet<Long> leftBehind(String client) throws Exception {
    return servers
        .server(example.awsRegion("primary"), "lamp-primary-before-e3")
        .numbers("SELECT number FROM lamp.ref WHERE client = '%s'".formatted(client));
  }

  /// How many rows there are.
  public int rows(String region) throws Exception {
    return server(region).numbers("SELECT number FROM lamp.ref").size();
  }

  /// No guard holds a database any more.
  void endGuards() throws Exception {
    for (var guard : guards.values()) {
      guard.kill();
    }
    guards.clear();
  }

  /// Nothing of it runs any more.
  public void end() throws Exception {
    endGuards();
    following.interrupt();
    following.join();
    entrance.end();
    webs.values().forEach(LampWeb::close);
    example.end();
    host.close();
    experiments.close();
    servers.end();
  }
}
