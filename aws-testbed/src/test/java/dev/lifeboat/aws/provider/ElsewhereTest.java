package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The machine of a controller is lost in the middle of a failover; another one, which has nothing
/// but the plan, finishes the run.
@ExtendWith(TestBed.InTests.class)
final class ElsewhereTest {
  private final TestBed bed;

  @TempDir Path folder;
  private Shop shop;
  private CommandLineProcess there;

  ElsewhereTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void lose() throws Exception {
    shop = new Shop(bed, Strategy.WARM_STANDBY, folder);
    shop.serve();
    shop.loseHome(Cut.REFUSE);
    there = new CommandLineProcess(bed, folder.resolve("there"));
  }

  @AfterEach
  void end() throws Exception {
    shop.end();
  }

  /// SIGKILL, in the moment in which it asks for the promotion.
  private String killedRun() throws Exception {
    var controller = new CompletableFuture<Process>();
    bed.gate()
        .before(
            TestBed.RECOVERY,
            "rds",
            "PromoteReadReplica",
            () -> controller.join().destroyForcibly());
    var here = new CommandLineProcess(bed, folder.resolve("here"));
    var running = here.begin("failover", shop.file(), "--confirm", "aws-shop");
    controller.complete(running.process());
    assertThat(running.ended().exitCode()).as("ended by SIGKILL").isEqualTo(137);
    return shop.placements().read(Shop.NAME).orElseThrow().openRun().orElseThrow().value();
  }

  @Test
  @Tag("invariant-56")
  void a_run_whose_machine_is_lost_is_finished_by_another_one() throws Exception {
    var run = killedRun();
    var status = there.run("status", shop.file());
    assertThat(status.out())
        .as("%s", status)
        .contains("go on with 'lifeboat resume %s --plan %s".formatted(run, shop.file()));

    var finished = there.run("resume", run, "--plan", shop.file());

    assertThat(finished.exitCode()).as("%s", finished).isZero();
    var placed = shop.placements().read(Shop.NAME).orElseThrow();
    assertThat(placed.writer()).isEqualTo("west");
    assertThat(placed.openRun()).isEmpty();
  }

  @Test
  void with_another_plan_or_another_name_it_is_not_taken_up() throws Exception {
    var run = killedRun();
    var changed = folder.resolve("changed.yaml");
    Files.writeString(changed, Files.readString(shop.file()).replace("rto: 30m", "rto: 20m"));

    var other = there.run("resume", run, "--plan", changed);
    assertThat(other.exitCode()).as("%s", other).isEqualTo(4);
    assertThat(other.err()).contains("LB3004", "began with a plan of sha256");

    var nothing = there.run("resume", "20260101-000000-aaaa", "--plan", shop.file());
    assertThat(nothing.err()).as("%s", nothing).contains("LB4004", "there is no copy of a run");
    assertThat(folder.resolve("there").resolve("runs")).doesNotExist();
  }
}
