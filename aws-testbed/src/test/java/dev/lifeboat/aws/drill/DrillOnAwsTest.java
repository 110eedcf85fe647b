package dev.lifeboat.aws.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.DrillMetric;
import dev.lifeboat.aws.MetricLook;
import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.awstestbed.Allowed;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.DrilledShop;
import dev.lifeboat.awstestbed.ExamplePlan;
import dev.lifeboat.awstestbed.LivingShop;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import tools.jackson.databind.JsonNode;

/// A drill of the warm standby's example, by the command line alone, in an account with real
/// servers: a person decides, as its plan says.
@Order(1)
@ExtendWith({TestBed.InTests.class, Binaries.class})
final class DrillOnAwsTest {
  private final TestBed bed;
  private final Installation installation;

  @TempDir Path folder;

  private Shop shop;
  private DrilledShop drilled;

  DrillOnAwsTest(TestBed bed, Installation installation) {
    this.bed = bed;
    this.installation = installation;
  }

  @BeforeEach
  void create() throws Exception {
    shop = Shop.living(bed, false, true, folder);
    shop.databases().createSubnetGroup("dr-lab-private");
    drilled = new DrilledShop(bed, installation, shop, folder);
  }

  @AfterEach
  void end() throws Exception {
    drilled.end();
  }

  /// Goal: a drill breaks, measures what users lost, comes home and keeps the evidence, all by what
  /// AWS offers. Method: the replica stops following before the region goes, so that there is a
  /// loss; what was lost is in the instance that was set aside.
  @Test
  @Timeout(900)
  void a_region_is_lost_measured_and_brought_home() throws Exception {
    var plan = plan();
    var lifeboat = drilled.lifeboat();
    drilled.runBothAtHome();
    assertThat(lifeboat.run("doctor", plan).out()).contains("'dr-lab' was never adopted");
    assertThat(lifeboat.run("adopt", plan, "--confirm", "dr-lab").exitCode()).isZero();
    assertThat(lifeboat.run("doctor", plan).out())
        .contains("the writer of 'dr-lab' is in ")
        .doesNotContain("lab up");
    assertRefused(Map.of(), 2, "PGDATABASE or PGUSER is not set", plan, "--confirm", "dr-lab");
    assertRefused(
        drilled.living().asGuard(), 3, "would not get to its end", plan, "--confirm", "dr-lab");
    drilled.guard(plan);
    assertRefused(drilled.living().asGuard(), 2, "nobody is there to confirm it", plan);
    drilled.servers().experiments().put(drilled::lose, drilled::heal);
    int before = bed.gate().calls().size();

    var drill = drilled.begin(plan, "--confirm", "dr-lab");
    drilled.starve(drill);
    var ended = drill.ended();

    var result = DrilledShop.passed(ended);
    assertMeasured(result);
    assertThat(drilled.servers().experiments().events()).containsExactly("begin", "end");
    var verified =
        lifeboat.run("evidence", "verify", result.path("run").asString(), "--any-signer");
    assertThat(verified.exitCode()).as("%s", verified).isZero();
    assertProven(result, lifeboat.run("status", plan, "--json"));
    var policy = IamPolicy.of(AwsKeys.reader().read(plan).orThrow(), IamPolicy.Use.DRILL, "*");
    var calls = bed.gate().callsSince(before);
    new Allowed(policy).assertCovers(calls);
    new Allowed(policy).assertNeeds(calls, depending());
    assertShown(result);
  }

  /// On the dashboard of the recovery region.
  private void assertShown(JsonNode result) throws Exception {
    var dimensions =
        DrillMetric.dimensions("dr-lab", "dr-lab").entrySet().stream()
            .map(it -> Dimension.builder().name(it.getKey()).value(it.getValue()).build())
            .toList();
    var shown =
        new MetricLook(
                DrillMetric.NAMESPACE,
                dimensions,
                "Maximum",
                Duration.ofMinutes(1),
                Duration.ofHours(1))
            .of(
                bed.clients(),
                TestBed.RECOVERY,
                "nothing",
                Instant.now().plusSeconds(60),
                Stream.of(DrillMetric.values()).map(DrillMetric::metric).toList());

    assertThat(shown)
        .hasEntrySatisfying("RtoSeconds", it -> assertIs(it, result.at("/rto/seconds")))
        .hasEntrySatisfying("RpoSeconds", it -> assertIs(it, result.at("/rpo/seconds")))
        .hasEntrySatisfying("LostWrites", it -> assertIs(it, result.at("/writes/lost")));
  }

  private static void assertIs(List<MetricLook.Value> shown, JsonNode kept) {
    assertThat(shown)
        .singleElement()
        .satisfies(it -> assertThat(it.value()).isEqualTo(kept.asDouble()));
  }

  /// Besides what is in the account: a run that is taken up elsewhere, and a rule that is missing.
  private static Set<String> depending() {
    var depending = new TreeSet<>(Allowed.DEPENDING);
    depending.addAll(List.of("dynamodb:Query", "s3:PutReplicationConfiguration"));
    return depending;
  }

  private void assertRefused(Map<String, String> variables, int exitCode, String why, Object... of)
      throws Exception {
    var words = new ArrayList<Object>(List.of(of));
    words.addFirst("drill");
    var refused = drilled.lifeboat().begin(variables, words.toArray()).ended();
    assertThat(refused.exitCode()).as("%s", refused).isEqualTo(exitCode);
    assertThat(refused.err()).contains(why, "nothing was broken");
    assertThat(drilled.servers().experiments().events()).isEmpty();
  }

  private void assertMeasured(JsonNode result) throws Exception {
    assertThat(result.at("/rto/seconds").isNumber()).as("%s", result).isTrue();
    assertThat(result.at("/rpo/seconds").isNumber()).as("%s", result).isTrue();
    assertThat(result.at("/writes/lost").asLong()).as("of the starved").isPositive();
    assertThat(result.at("/ledger/objects").asLong())
        .as("each lost object, and those of writes that were never answered: %s", result)
        .isGreaterThanOrEqualTo(result.at("/writes/lostBy/bucket").asLong())
        .isPositive();
    assertThat(result.at("/ledger/matchesCanary").asBoolean()).as("%s", result).isTrue();
    assertThat(result.at("/ledger/lost").asLong())
        .as("%s", result)
        .isEqualTo(result.at("/writes/lost").asLong());
    assertThat(result.at("/ledger/rows").asLong())
        .as("each lost row: %s", result)
        .isGreaterThanOrEqualTo(result.at("/writes/lostBy/database").asLong())
        .isPositive();
    assertThat(result.at("/criteria/integrity/verdict").asString())
        .as("%s", result)
        .isEqualTo("met");
    assertThat(result.path("residue").isEmpty()).as("%s", result).isTrue();
    var setAside =
        drilled
            .servers()
            .databases()
            .owner(TestBed.PRIMARY, shop.databases().name() + "-before-e3", LivingShop.DATABASE);
    var lost = new TreeSet<Long>();
    result.at("/writes/lostNumbers").forEach(number -> lost.add(number.asLong()));
    assertThat(LivingShop.orders(setAside, result.path("run").asString()))
        .as("what the old writer has")
        .containsAll(lost);
    assertThat(LivingShop.orders(drilled.living().login("east"), result.path("run").asString()))
        .isEmpty();
    for (var region : List.of("east", "west")) {
      assertThat(shop.images().versions(region, "orders/")).isEmpty();
    }
  }

  private static void assertProven(JsonNode result, CommandLineProcess.Ended status) {
    var workload = status.json().at("/workloads/0");
    assertThat(workload.at("/proofs/0/scenario").asString())
        .as("%s", status)
        .isEqualTo("region-loss");
    assertThat(workload.at("/proofs/0/drills").asInt()).as("%s", status).isOne();
    assertThat(workload.at("/proofs/0/lastOutcome").asString())
        .as("%s", status)
        .isEqualTo(result.path("outcome").asString());
  }

  /// The plan of the example, with a template of this account.
  private Path plan() throws Exception {
    return new ExamplePlan(shop)
        .watched(drilled.probe(), drilled.alarm().name())
        .at("http://%s:%d".formatted(shop.names().name(), drilled.servers().services().port()))
        .brokenBy(drilled.template("aws:fis:wait", Map.of()))
        .write();
  }
}
