package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What comes after the first failover, typed as commands: the region that came back has nothing of
/// what was written since, however well it answers.
@ExtendWith(TestBed.InTests.class)
final class SecondMoveTest {
  private final TestBed bed;

  @TempDir Path folder;
  private Shop shop;
  private CommandLineProcess lifeboat;

  SecondMoveTest(TestBed bed) {
    this.bed = bed;
  }

  /// `east` was left and is back.
  @BeforeEach
  void failOverAndHeal() throws Exception {
    shop = new Shop(bed, Strategy.WARM_STANDBY, folder);
    shop.serve();
    lifeboat = new CommandLineProcess(bed, folder.resolve("state"));
    shop.loseHome(Cut.REFUSE);
    assertExit(0, lifeboat.run("failover", shop.file(), "--confirm", "aws-shop"));
    bed.gate().mend();
    shop.guard("west");
    shop.awaitLease("west");
  }

  @AfterEach
  void end() throws Exception {
    shop.end();
  }

  private static CommandLineProcess.Ended assertExit(int code, CommandLineProcess.Ended ended) {
    assertThat(ended.exitCode()).as("%s", ended).isEqualTo(code);
    return ended;
  }

  private void assertWriter(String region, long epoch) throws Exception {
    var placed = shop.placements().read(Shop.NAME).orElseThrow();
    assertThat(placed.writer()).isEqualTo(region);
    assertThat(placed.epoch()).isEqualTo(epoch);
    assertThat(placed.openRun()).isEmpty();
  }

  @Test
  void a_region_that_came_back_is_not_ready_and_a_failover_to_it_is_refused() throws Exception {
    var checked = assertExit(3, lifeboat.look("check", shop.file()));
    assertThat(checked.out()).contains("followed the writer of epoch 1, not that of epoch 2");
    assertExit(3, lifeboat.look("failover", shop.file(), "--dry-run"));
    assertThat(assertExit(3, lifeboat.look("status", shop.file())).out()).contains("epoch 1");

    var refused = assertExit(4, lifeboat.run("failover", shop.file(), "--confirm", "aws-shop"));

    assertThat(refused.err())
        .contains("LB3011", "everything since 20", "when east last followed", "reprotect");
    assertWriter("west", 2);
  }

  /// In `verify` [ExampleOnAwsTest] does the same.
  @Test
  @Tag("proof")
  void once_it_is_reprotected_it_may_take_over() throws Exception {
    assertExit(0, lifeboat.run("reprotect", shop.file(), "--confirm", "aws-shop"));

    assertThat(shop.databases().inPrimary())
        .as("nothing kept is deleted")
        .containsExactly(shop.databases().name(), shop.databases().name() + "-before-e3");
    assertWriter("west", 2);
    assertThat(lifeboat.look("check", shop.file()).out())
        .doesNotContain("followed the writer", "refuses writes");
    shop.loseGuard("west");
    assertExit(0, lifeboat.run("failover", shop.file(), "--confirm", "aws-shop"));
    assertWriter("east", 4);
  }

  @Test
  void a_named_person_may_accept_the_loss_and_the_record_says_what_is_lost() throws Exception {
    shop.loseGuard("west");

    var moved =
        assertExit(
            0,
            lifeboat.run(
                "failover",
                shop.file(),
                "--confirm",
                "aws-shop",
                "--accept-loss",
                "west burnt down",
                "--as",
                "ada"));

    assertThat(moved.err()).contains("ada", "west burnt down", "epoch 1, not that of epoch 2");
    assertWriter("east", 3);
  }
}
