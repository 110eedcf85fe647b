package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.BatchWriter;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.DrilledShop;
import dev.lifeboat.awstestbed.ExperimentEffects;
import dev.lifeboat.awstestbed.JournalPromotions;
import dev.lifeboat.awstestbed.LivingShop;
import dev.lifeboat.awstestbed.PosixSignal;
import dev.lifeboat.awstestbed.RegionGate;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import tools.jackson.databind.JsonNode;

/// Drills of losses after which something of the home region lives on, in an account with real
/// servers, while somebody who asks nobody writes to the writer there.
@Tag("proof")
@ExtendWith({TestBed.InTests.class, Binaries.class})
final class LivingRegionTest {
  private static final List<String> ELSEWHERE = List.of(TestBed.RECOVERY, Tables.REGION);

  private final TestBed bed;
  private final Installation installation;

  @TempDir Path folder;

  private Shop shop;
  private DrilledShop drilled;
  private RegionGate outward;
  private BatchWriter insider;

  LivingRegionTest(TestBed bed, Installation installation) {
    this.bed = bed;
    this.installation = installation;
  }

  @BeforeEach
  void create() throws Exception {
    shop = Shop.living(bed, false, false, folder);
    drilled = new DrilledShop(bed, installation, shop, folder);
    outward = bed.newGate();
    insider = BatchWriter.at(drilled.living().login("east"));
  }

  @AfterEach
  void end() throws Exception {
    insider.close();
    drilled.end();
    outward.close();
  }

  /// Goal: two sides never write at once, though nobody can tell the old one anything. Method: the
  /// region's guard and processes live on, and nobody gets in or out.
  @Test
  @Timeout(900)
  void a_region_that_is_silent_writes_nothing_once_the_other_one_is_promoted() throws Exception {
    var plan = drilled.plan(folder, "region-silent", drilled.template("aws:fis:wait", Map.of()));
    assertOneWriter(plan, "region-silent", this::silence, this::speak);
  }

  /// Goal: the same where the region answers and its database does not. Method: its server is
  /// killed, and is started again when all is over. RDS goes on to call it available, so that a
  /// person decides.
  @Test
  @Timeout(900)
  void a_database_that_stays_down_writes_nothing_once_the_other_one_is_promoted() throws Exception {
    var plan = drilled.plan(folder, "database-loss", drilled.template("aws:fis:wait", Map.of()));
    Files.writeString(
        plan, Files.readString(plan).replace("trigger: automatic", "trigger: manual"));
    assertOneWriter(plan, "database-loss", this::loseDatabase, this::healDatabase);
  }

  /// Goal: nor does one that thaws after it, but for the write in whose midst it was frozen, and
  /// that one is known. Method: SIGSTOP of all that runs in the region, its guard too.
  @Test
  @Timeout(900)
  void a_region_that_thaws_after_the_promotion_ends_one_write_at_most() throws Exception {
    var plan = drilled.plan(folder, "region-hang", drilled.template("aws:fis:wait", Map.of()));
    assertOneWriter(plan, "region-hang", this::freeze, this::thaw, 1);
  }

  private void assertOneWriter(
      Path plan, String scenario, ExperimentEffects.Effect lose, ExperimentEffects.Effect heal)
      throws Exception {
    assertOneWriter(plan, scenario, lose, heal, 0);
  }

  /// @param frozen how many writes may have been under way when all stood still
  private void assertOneWriter(
      Path plan,
      String scenario,
      ExperimentEffects.Effect lose,
      ExperimentEffects.Effect heal,
      int frozen)
      throws Exception {
    drilled.runBothAtHome();
    assertThat(drilled.lifeboat().run("adopt", plan, "--confirm", "aws-shop").exitCode()).isZero();
    drilled.living().guardBehind(outward, "east");
    drilled.living().guard("west");
    drilled.living().awaitReady(plan);
    drilled.servers().experiments().put(lose, heal);

    var drill = drilled.begin(plan, "--scenario", scenario, "--confirm", "aws-shop");
    drilled.starve(drill);
    var starved = Instant.now();
    var result = DrilledShop.passed(drill.ended());

    var promoted = JournalPromotions.begun(folder.resolve("state/runs"), "west");
    assertThat(insider.written().values())
        .as("what it wrote")
        .anyMatch(it -> it.isAfter(starved))
        .filteredOn(it -> it.isAfter(promoted))
        .hasSizeLessThanOrEqualTo(frozen);
    assertLedger(result, starved);
    assertThat(shop.placements().read(Shop.NAME).orElseThrow().writer()).isEqualTo("east");
  }

  /// Each write that the old writer has alone is in it, whoever wrote.
  private void assertLedger(JsonNode result, Instant starved) throws Exception {
    assertThat(result.at("/ledger/matchesCanary").asBoolean()).as("%s", result).isTrue();
    var alone = new TreeSet<Long>();
    insider
        .written()
        .forEach((number, at) -> {
          if (at.isAfter(starved)) {
            alone.add(number);
          }
        });
    assertThat(LivingShop.orders(drilled.living().login("east"), BatchWriter.CLIENT))
        .as("the new writer")
        .doesNotContainAnyElementsOf(alone);
    assertThat(result.at("/ledger/rows").asLong())
        .as("%s", result)
        .isGreaterThanOrEqualTo(alone.size() + result.at("/writes/lostBy/database").asLong());
  }

  private void silence() throws Exception {
    ELSEWHERE.forEach(it -> outward.cut(it, Cut.HANG));
    bed.gate().cut(TestBed.PRIMARY, Cut.HANG);
    drilled.servers().services().closeEntrance(TestBed.PRIMARY);
    drilled.alarm().set(StateValue.ALARM);
  }

  private void speak() throws Exception {
    insider.close();
    outward.mend();
    bed.gate().mend();
    drilled.servers().services().heal(TestBed.PRIMARY);
    drilled.alarm().set(StateValue.OK);
  }

  private void freeze() throws Exception {
    bed.gate().cut(TestBed.PRIMARY, Cut.HANG);
    drilled.servers().signal(TestBed.PRIMARY, PosixSignal.FREEZE);
    drilled.living().signalGuard("east", PosixSignal.FREEZE);
    drilled.alarm().set(StateValue.ALARM);
  }

  private void thaw() throws Exception {
    drilled.servers().signal(TestBed.PRIMARY, PosixSignal.THAW);
    insider.awaitRefusal();
    insider.close();
    drilled.living().signalGuard("east", PosixSignal.THAW);
    bed.gate().mend();
    drilled.alarm().set(StateValue.OK);
  }

  private void loseDatabase() throws Exception {
    drilled.servers().databases().lose(TestBed.PRIMARY);
    drilled.alarm().set(StateValue.ALARM);
  }

  private void healDatabase() throws Exception {
    insider.close();
    drilled.servers().databases().heal(TestBed.PRIMARY);
    drilled.alarm().set(StateValue.OK);
  }
}
