package dev.lifeboat.aws.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.awstestbed.Allowed;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.DrilledShop;
import dev.lifeboat.awstestbed.LivingShop;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Installation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.rds.RdsClient;
import tools.jackson.databind.JsonNode;

/// Drills of what AWS heals by itself, by the command line alone, in an account with real servers.
@Order(3)
@ExtendWith({TestBed.InTests.class, Binaries.class})
final class HealedInPlaceTest {
  private final TestBed bed;
  private final Installation installation;

  @TempDir Path folder;

  private Shop shop;
  private DrilledShop drilled;
  private RdsClient rds;

  HealedInPlaceTest(TestBed bed, Installation installation) {
    this.bed = bed;
    this.installation = installation;
  }

  @BeforeEach
  void create() throws Exception {
    shop = Shop.living(bed, false, false, folder);
    drilled = new DrilledShop(bed, installation, shop, folder);
    rds = bed.patient(RdsClient.builder(), TestBed.PRIMARY);
  }

  @AfterEach
  void end() throws Exception {
    drilled.end();
  }

  /// Goal: users of a database that loses its zone cannot write for a moment, lose nothing, and
  /// nothing leaves the region. Method: the experiment asks RDS for what FIS would ask; its server
  /// is killed, and starts with the same storage at the same address.
  @Test
  @Timeout(900)
  void a_zone_is_lost_and_the_standby_of_another_one_takes_over() throws Exception {
    var template = drilled.template("aws:rds:reboot-db-instances", Map.of("forceFailover", "true"));
    var plan = prepared("zone-loss", template);
    drilled.runBothAtHome();
    drilled.servers().experiments().put(this::failOver, () -> {});
    assertRefused("zone-loss", plan, "it is not Multi-AZ", "modify-db-instance");
    rds.modifyDBInstance(it ->
        it.dbInstanceIdentifier(shop.databases().name()).multiAZ(true).applyImmediately(true));

    assertHealed("zone-loss", plan);

    assertThat(shop.databases().primary(shop.databases().name()).availabilityZone())
        .isEqualTo(TestBed.PRIMARY + "b");
  }

  /// Goal: the same of a service whose tasks are all stopped. Method: each task is killed, and ECS
  /// starts others.
  @Test
  @Tag("proof")
  @Timeout(900)
  void a_service_loses_its_tasks_and_gets_others() throws Exception {
    var template = drilled.template("aws:ecs:stop-task", Map.of());
    var plan = prepared("service-loss", template);
    drilled.servers().experiments().put(this::stopTasks, () -> {});
    assertRefused("service-loss", plan, "does not hold", "correct 'instances' in the plan");
    drilled.runBothAtHome();

    assertHealed("service-loss", plan);
  }

  private Path prepared(String scenario, String template) throws Exception {
    var plan = drilled.plan(folder, scenario, template);
    assertThat(drilled.lifeboat().run("adopt", plan, "--confirm", "aws-shop").exitCode()).isZero();
    drilled.guard(plan);
    return plan;
  }

  private CommandLineProcess.Ended drill(String scenario, Path plan) throws Exception {
    return drilled.begin(plan, "--scenario", scenario, "--confirm", "aws-shop").ended();
  }

  private void assertRefused(String scenario, Path plan, String... why) throws Exception {
    var refused = drill(scenario, plan);
    assertThat(refused.exitCode()).as("%s", refused).isEqualTo(3);
    assertThat(refused.err()).contains(why).contains("LB2010", "nothing was broken");
    assertThat(refused.json().path("schema").asString())
        .as("no drill began: %s", refused)
        .isEqualTo("lifeboat.error/v1");
    assertThat(drilled.servers().experiments().events()).isEmpty();
  }

  private void assertHealed(String scenario, Path plan) throws Exception {
    int before = bed.gate().calls().size();

    var ended = drill(scenario, plan);

    assertHealed(DrilledShop.passed(ended));
    assertThat(drilled.servers().experiments().events()).as("there was nothing to stop").hasSize(1);
    new Allowed(IamPolicy.of(AwsKeys.reader().read(plan).orThrow(), IamPolicy.Use.DRILL, "*"))
        .assertCovers(bed.gate().callsSince(before));
  }

  private void assertHealed(JsonNode result) throws Exception {
    assertThat(result.at("/rto/seconds").asDouble()).as("%s", result).isPositive();
    assertThat(result.at("/writes/refused").asLong() + result.at("/writes/unknown").asLong())
        .as("users noticed: %s", result)
        .isPositive();
    assertThat(result.at("/writes/lost").asLong()).as("%s", result).isZero();
    assertThat(result.at("/criteria/recovery/why").asString())
        .contains("the writer stayed in east under epoch 1", "never called the primary lost");
    assertThat(LivingShop.orders(drilled.living().login("east"), result.path("run").asString()))
        .isEmpty();
    assertThat(shop.placements().read(Shop.NAME).orElseThrow().writer()).isEqualTo("east");
  }

  /// What FIS does by `aws:rds:reboot-db-instances`.
  private void failOver() {
    rds.rebootDBInstance(
        it -> it.dbInstanceIdentifier(shop.databases().name()).forceFailover(true));
  }

  /// What FIS does by `aws:ecs:stop-task`.
  private void stopTasks() throws InterruptedException {
    drilled.servers().services().stopTasks(TestBed.PRIMARY);
  }
}
