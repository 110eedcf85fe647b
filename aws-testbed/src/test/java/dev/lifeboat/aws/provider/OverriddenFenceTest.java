package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.FenceGroups;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.rds.RdsClient;

/// A failover of a database that nobody can show to be fenced.
@ExtendWith(TestBed.InTests.class)
final class OverriddenFenceTest {
  private final TestBed bed;

  @TempDir Path folder;
  private Shop shop;
  private CommandLineProcess lifeboat;

  OverriddenFenceTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void create() throws Exception {
    shop = new Shop(bed, Strategy.WARM_STANDBY, folder);
    shop.create();
    shop.adopt();
    lifeboat = new CommandLineProcess(bed, folder.resolve("state"));
  }

  @AfterEach
  void end() throws Exception {
    shop.end();
  }

  @Test
  @Tag("invariant-66")
  void without_a_proof_nobody_is_promoted_until_a_named_person_says_so() throws Exception {
    shop.loseHome(Cut.REFUSE);

    var stopped =
        lifeboat.run("failover", shop.file(), "--confirm", "aws-shop", "--despite-obstacles");

    assertThat(stopped.exitCode()).as("%s", stopped).isEqualTo(4);
    assertThat(stopped.err()).contains("LB3001", "no guard in east");
    var placed = shop.placements().read(Shop.NAME).orElseThrow();
    assertThat(placed.writer()).isEqualTo("east");
    var run = placed.openRun().orElseThrow().value();

    var again = lifeboat.run("resume", run);
    assertThat(again.exitCode()).as("%s", again).isEqualTo(4);

    var moved = lifeboat.run("resume", run, "--override-fence", "the region burns", "--as", "ada");
    assertThat(moved.exitCode()).as("%s", moved).isZero();
    assertThat(shop.placements().read(Shop.NAME).orElseThrow().writer()).isEqualTo("west");
  }

  /// Goal: who decides is told what may be lost, and the run waits for that word at once.
  @Test
  @Tag("invariant-66")
  void while_the_api_that_was_to_fence_is_silent_a_named_person_decides() throws Exception {
    var plan = shop.byApi("sg-1");
    shop.databases().measureLag(7.5, Instant.now().minusSeconds(60));
    letUsersIn();
    shop.loseHome(Cut.REFUSE);

    var stopped = lifeboat.run("failover", plan, "--confirm", "aws-shop");

    assertThat(stopped.exitCode()).as("%s", stopped).isEqualTo(4);
    assertThat(stopped.err())
        .contains("LB3001", "does not answer", "the copy in us-west-2 is 7.5 s behind");
    var placed = shop.placements().read(Shop.NAME).orElseThrow();
    assertThat(placed.writer()).isEqualTo("east");
    var run = placed.openRun().orElseThrow().value();

    var moved = lifeboat.run("resume", run, "--override-fence", "the region burns", "--as", "ada");
    assertThat(moved.exitCode()).as("%s", moved).isZero();
    assertThat(shop.placements().read(Shop.NAME).orElseThrow().writer()).isEqualTo("west");

    // Its region comes back, and nobody closed it.
    bed.gate().mend();
    var told = shop.databases().name() + " in us-east-1 is open and follows nobody";
    assertThat(lifeboat.look("check", plan).out()).contains(told);
    assertThat(lifeboat.look("status", plan).out()).contains(told);
    assertThat(lifeboat.look("reprotect", plan, "--dry-run").out()).contains(told);
  }

  private void letUsersIn() {
    var users = new FenceGroups(bed).createOpen("users-" + System.nanoTime());
    bed.patient(RdsClient.builder(), TestBed.PRIMARY)
        .modifyDBInstance(it ->
            it.dbInstanceIdentifier(shop.databases().name())
                .vpcSecurityGroupIds(users)
                .applyImmediately(true));
  }
}
