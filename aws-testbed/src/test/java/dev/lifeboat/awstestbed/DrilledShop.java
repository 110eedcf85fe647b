package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.postgres.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.ecs.EcsClient;
import tools.jackson.databind.JsonNode;

/// A living shop with what a drill needs: an alarm of its users, templates of FIS, and experiments
/// that do to its servers what a test says.
public final class DrilledShop {
  /// What a drill writes, below a plan.
  public static final String CANARY =
      """
      canary:
        rate: 5/s
        write: { http: "PUT /orders/{client}/{number}", body: '{"item":"canary"}' }
        rows:
          database: orders
          query: "select number from orders where client = '{client}'"
          remove: "delete from orders where client = '{client}'"
      """;

  private static final int MISSED = 5;

  private final TestBed bed;
  private final Shop shop;
  private final AccountServers servers;
  private final CommandLineProcess lifeboat;
  private final LivingShop living;
  private final Alarm alarm;

  /// @param shop that is not there yet
  public DrilledShop(TestBed bed, Installation installation, Shop shop, Path folder)
      throws Exception {
    this.bed = bed;
    this.shop = shop;
    this.servers = new AccountServers(bed, installation, folder.resolve("servers"));
    this.lifeboat = new CommandLineProcess(bed, folder.resolve("state"));
    this.living = new LivingShop(shop, servers, lifeboat, folder);
    living.create();
    this.alarm = new Alarm(bed, TestBed.RECOVERY);
    alarm.set(StateValue.OK);
  }

  public AccountServers servers() {
    return servers;
  }

  public CommandLineProcess lifeboat() {
    return lifeboat;
  }

  public LivingShop living() {
    return living;
  }

  public Alarm alarm() {
    return alarm;
  }

  /// What answers while users are served at home.
  public String probe() {
    var services = servers.services();
    return "http://%s:%d%s"
        .formatted(services.entrance(TestBed.PRIMARY), services.port(), TaskProcesses.READY);
  }

  /// A template of one action.
  public String template(String action, Map<String, String> parameters) {
    return OneActionTemplate.create(bed, TestBed.PRIMARY, action, parameters);
  }

  /// The plan of the same shop that is watched, measured, and drilled by `template`.
  public Path plan(Path folder, String scenario, String template) throws IOException {
    var file = shop.watched(folder.resolve("drilled.yaml"), probe(), alarm.name());
    return Files.writeString(
        file,
        Files.readString(file)
                .replace(
                    "watch: {",
                    "url: \"http://%s:%d\", watch: {"
                        .formatted(shop.names().name(), servers.services().port()))
                .replace(
                    "aws: { placements:",
                    "aws: { experiments: { %s: %s }, placements:".formatted(scenario, template))
            + CANARY);
  }

  /// As many tasks as a plan wants there: what a drill finds, it leaves.
  public void runBothAtHome() {
    var name = shop.tasks().name();
    try (var ecs = bed.patient(EcsClient.builder(), TestBed.PRIMARY)) {
      ecs.updateService(it -> it.cluster(name).service(name).desiredCount(2));
      while (ecs.describeServices(it -> it.cluster(name).services(name))
              .services()
              .getFirst()
              .runningCount()
          < 2) {
        LookPause.pass();
      }
    }
  }

  /// Both guards stand, and nothing is in the way of a move.
  public void guard(Path plan) throws Exception {
    living.guard("east");
    living.guard("west");
    living.awaitReady(plan);
  }

  /// A drill under way.
  public CommandLineProcess.Running begin(Object... words) throws IOException {
    var all = new ArrayList<Object>(List.of(words));
    all.addFirst("drill");
    all.add("--json");
    return lifeboat.begin(living.asGuard(), all.toArray());
  }

  /// What a drill measured. Fails unless it passed, or missed nothing but the speed at which users
  /// are answered: that is one of a machine that is busy with other tests.
  public static JsonNode passed(CommandLineProcess.Ended drill) {
    var result = drill.json();
    if (drill.exitCode() == MISSED) {
      assertThat(result.path("why").asString()).as("%s", drill).startsWith("performance: ");
    } else {
      assertThat(drill.exitCode()).as("%s", drill).isZero();
      assertThat(result.path("outcome").asString()).as("%s", drill).isEqualTo("passed");
    }
    return result;
  }

  /// Waits until users buy, and then lets the other region get nothing any more: what they buy from
  /// now on is lost with the region.
  public void starve(CommandLineProcess.Running drill) throws IOException, SQLException {
    while (drill.process().isAlive() && !drill.said().contains("5 writes/s")) {
      LookPause.pass();
    }
    servers.databases().starve(TestBed.RECOVERY, shop.databases().name());
    if (shop.hasImages()) {
      shop.images().cutOff("east");
    }
  }

  /// The home region is lost, and users see it.
  public FaultTime lose() throws Exception {
    var fault = living.loseHome(Cut.HANG);
    alarm.set(StateValue.ALARM);
    return fault;
  }

  public void heal() throws Exception {
    bed.gate().mend();
    servers.heal(TestBed.PRIMARY);
    if (shop.hasImages()) {
      shop.images().join("east");
    }
    alarm.set(StateValue.OK);
    living.guard("east");
  }

  public void end() throws Exception {
    living.end();
    shop.end();
  }
}
