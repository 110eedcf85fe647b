package dev.lifeboat.aws.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AcceleratorEntrance;
import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.DrilledShop;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A drill of a shop whose users come by an accelerator, in an account with real servers, by the
/// script that is for accounts of AWS; the watch's views decide.
@Tag("proof")
@ExtendWith({TestBed.InTests.class, Binaries.class})
final class AcceleratedDrillTest {
  private static final String SCRIPT =
      AwsTerminal.file("examples/dr-lab-warm-standby/in-your-account.sh").toString();
  private static final Map<String, String> REGIONS =
      Map.of("east", TestBed.PRIMARY, "west", TestBed.RECOVERY);

  private final TestBed bed;
  private final Installation installation;

  @TempDir Path folder;

  private Shop shop;
  private DrilledShop drilled;
  private AcceleratorEntrance accelerator;

  AcceleratedDrillTest(TestBed bed, Installation installation) {
    this.bed = bed;
    this.installation = installation;
  }

  @BeforeEach
  void create() throws Exception {
    shop = Shop.living(bed, true, false, folder);
    drilled = new DrilledShop(bed, installation, shop, folder);
    shop.accelerate();
    shop.healthBy(region -> drilled.servers().serves(awsRegion(region)));
    accelerator =
        new AcceleratorEntrance(shop.accelerator(), this::entrance, folder.resolve("accelerator"));
  }

  private HostPort entrance(String region) {
    var services = drilled.servers().services();
    return new HostPort(services.entrance(awsRegion(region)), services.port());
  }

  private static String awsRegion(String region) {
    return String.valueOf(REGIONS.get(region));
  }

  @AfterEach
  void end() throws Exception {
    accelerator.end();
    drilled.end();
  }

  /// Goal: nobody calls the control plane of the accelerator, and users follow the right to write
  /// both ways, by the health of what serves them.
  @Test
  @Timeout(900)
  void users_of_an_accelerator_follow_the_right_to_write_both_ways() throws Exception {
    var plan = plan();
    drilled.runBothAtHome();
    assertThat(drilled.lifeboat().run("adopt", plan, "--confirm", "aws-shop").exitCode()).isZero();
    drilled.guard(plan);
    drilled.servers().experiments().put(drilled::lose, drilled::heal);

    var terminal =
        new AwsTerminal(bed, folder, drilled.living().asGuard())
            .with("LIFEBOAT", drilled.lifeboat().launcher().toString());
    var looked = terminal.run(SCRIPT, "look", plan.toString());
    assertThat(looked.exitCode()).as("%s", looked).isZero();
    assertThat(looked.err()).contains("+ lifeboat check", "+ lifeboat failover");

    var drill = terminal.begin(SCRIPT, "drill", plan.toString(), "aws-shop", "region-loss");
    drilled.starve(drill);
    var ended = drill.ended();

    assertThat(ended.exitCode()).as("%s", ended).isZero();
    assertThat(ended.out()).contains("region-loss: exit code 0, drill-region-loss.json");
    var result =
        JsonMapper.shared().readTree(Files.readString(folder.resolve("drill-region-loss.json")));
    assertThat(result.at("/rto/seconds").isNumber()).as("%s", result).isTrue();
    assertThat(result.at("/rpo/seconds").isNumber()).as("%s", result).isTrue();
    assertThat(result.at("/writes/lost").asLong()).as("of the starved").isPositive();
    assertThat(result.at("/criteria/integrity/verdict").asString())
        .as("%s", result)
        .isEqualTo("met");
    assertThat(result.at("/ledger/matchesCanary").asBoolean()).as("%s", result).isTrue();
    assertThat(result.path("residue").isEmpty()).as("%s", result).isTrue();
    shop.assertEverybodyIsLedTo("east");
  }

  private Path plan() throws Exception {
    var template = drilled.template("aws:fis:wait", Map.of());
    var watch =
        "url: \"%s\", watch: { probe: { east: \"%s\" }, alarm: { east: %s } }, endpointGroup:"
            .formatted(accelerator.url(), drilled.probe(), drilled.alarm().name());
    return Files.writeString(
        shop.file(),
        Files.readString(shop.file())
                .replace("endpointGroup:", watch)
                .replace("trigger: manual", "trigger: automatic")
                // A busy machine answers late, and no share of users would be borne.
                .replace("shares: [5, 25, 100]", "shares: [100]")
                .replace(
                    "aws: { placements:",
                    "aws: { experiments: { region-loss: %s }, placements:".formatted(template))
            + DrilledShop.CANARY);
  }
}
