package dev.lifeboat.aws.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.LampAccount;
import dev.lifeboat.awstestbed.ShippedExample;
import dev.lifeboat.awstestbed.TestBed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/// A drill of the pilot light's example, by the command line alone, in an account with real servers
/// of MariaDB: a person decides, as its plan says.
@Tag("proof")
@ExtendWith(TestBed.InTests.class)
@ResourceLock(ShippedExample.PILOT_LIGHT)
final class LampDrillTest {
  private static final int MISSED = 5;

  private final TestBed bed;

  @TempDir Path folder;

  private LampAccount lamp;

  LampDrillTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void create() throws Exception {
    lamp = new LampAccount(bed, folder);
  }

  @AfterEach
  void end() throws Exception {
    lamp.end();
  }

  /// Goal: a drill of MySQL tells how long users were without it and which of their writes are
  /// lost, and says of the rest that nobody read it. Method: the replica stops following before the
  /// region goes; the web servers know what they acknowledged.
  @Test
  @Timeout(900)
  void a_region_is_lost_and_each_lost_row_of_mariadb_is_counted() throws Exception {
    var plan = lamp.example().file();
    var lifeboat = lamp.lifeboat();
    assertThat(lifeboat.run("adopt", plan, "--confirm", "lamp").exitCode()).isZero();
    var refused = lifeboat.run("drill", plan, "--confirm", "lamp");
    assertThat(refused.exitCode()).as("%s", refused).isEqualTo(2);
    assertThat(refused.err()).contains("MYSQL_USER is not set", "nothing was broken");
    lamp.guard("primary");
    lamp.guard("standby");
    lamp.awaitReady();
    lamp.experiments().put(lamp::lose, lamp::heal);

    var drill = lifeboat.begin(lamp.login(), "drill", plan, "--confirm", "lamp", "--json");
    lamp.starve(drill);
    var ended = drill.ended();

    assertThat(ended.exitCode()).as("%s", ended).isEqualTo(MISSED);
    var result = ended.json();
    assertMeasured(result);
    assertUnknown(result);
    assertHome(result);
    System.out.printf(
        "drill of the pilot light with MariaDB: RTO %s s, RPO %s s, %s writes lost, each found%n",
        result.at("/rto/seconds"), result.at("/rpo/seconds"), result.at("/writes/lost"));
  }

  private void assertMeasured(JsonNode result) throws Exception {
    var client = result.path("run").asString();
    assertThat(result.at("/rto/seconds").isNumber()).as("%s", result).isTrue();
    assertThat(result.at("/rto/met").asBoolean()).as("%s", result).isTrue();
    assertThat(result.at("/rpo/seconds").isNumber()).as("%s", result).isTrue();
    assertThat(result.at("/rpo/seconds").asDouble()).as("%s", result).isPositive();
    var lost = new TreeSet<Long>();
    result.at("/writes/lostNumbers").forEach(number -> lost.add(number.asLong()));
    var heldBack = lamp.heldBack(client);
    assertThat(lost).as("of the starved").isNotEmpty().isSubsetOf(heldBack);
    var unheard = new ArrayList<>(heldBack);
    unheard.removeAll(lost);
    assertThat(unheard).as("whose answers were under way").hasSizeLessThanOrEqualTo(2);
    assertThat(result.at("/writes/lost").asLong()).isEqualTo(lost.size());
    assertThat(result.at("/writes/lostBy/database").asLong()).isEqualTo(lost.size());
    assertThat(lamp.leftBehind(client)).containsAll(lost);
  }

  /// What of other clients the old writer has alone.
  private static void assertUnknown(JsonNode result) {
    assertThat(result.at("/ledger/matchesCanary").isNull()).as("%s", result).isTrue();
    assertThat(result.at("/ledger/why").asString())
        .as("%s", result)
        .contains("since it is not PostgreSQL");
    assertThat(result.at("/criteria/integrity/verdict").asString())
        .as("%s", result)
        .isEqualTo("unknown");
  }

  private void assertHome(JsonNode result) throws Exception {
    assertThat(result.path("outcome").asString()).as("%s", result).isEqualTo("missed");
    assertThat(result.at("/failback/verdict").asString("passed")).isEqualTo("passed");
    assertThat(result.path("residue").isEmpty()).as("%s", result).isTrue();
    assertThat(lamp.experiments().events()).containsExactly("begin", "end");
    assertThat(lamp.rows("primary")).as("the canary's").isZero();
    lamp.example().assertServedFrom("primary");
  }
}
