package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.awstestbed.Allowed;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A plan on AWS by the command line alone, from the first check to a failover; the way home is in
/// [RealServersTest].
@Order(2)
@ExtendWith(TestBed.InTests.class)
final class AwsPlanTest {
  private final TestBed bed;

  @TempDir Path folder;
  private Shop shop;
  private CommandLineProcess lifeboat;

  AwsPlanTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void create() throws Exception {
    shop = new Shop(bed, Strategy.WARM_STANDBY, folder);
    shop.create();
    lifeboat = new CommandLineProcess(bed, folder);
  }

  @AfterEach
  void end() throws Exception {
    shop.end();
  }

  @Test
  void a_workload_is_adopted_checked_guarded_and_failed_over() throws Exception {
    var unknown = lifeboat.run("check", shop.file());
    assertThat(unknown.exitCode()).as("%s", unknown).isEqualTo(3);
    assertThat(unknown.out()).contains("has no placement", "lifeboat adopt");

    assertThat(lifeboat.run("adopt", shop.file()).exitCode()).isEqualTo(2);
    var adopted = lifeboat.run("adopt", shop.file(), "--confirm", "aws-shop", "--json");
    assertThat(adopted.exitCode()).as("%s", adopted).isZero();
    assertThat(adopted.json().at("/workloads/0/writer").asString()).isEqualTo("east");
    var again = lifeboat.run("adopt", shop.file(), "--confirm", "aws-shop");
    assertThat(again.out()).contains("writer in east, epoch 1, since before");

    var unguarded = lifeboat.look("check", shop.file());
    assertThat(unguarded.exitCode()).as("%s", unguarded).isEqualTo(3);
    assertThat(unguarded.out()).contains("no guard in east");

    shop.guard("east");
    shop.awaitLease("east");
    var oneSided = lifeboat.look("check", shop.file());
    assertThat(oneSided.exitCode()).as("%s", oneSided).isEqualTo(3);
    assertThat(oneSided.out()).contains("no guard in west ever told of orders");

    shop.guard("west");
    shop.awaitWord("west");
    var ready = lifeboat.look("check", shop.file(), "--json");
    assertThat(ready.exitCode()).as("%s", ready).isZero();

    shop.databases().measureLag(7.5, Instant.now().minusSeconds(60));
    var status = lifeboat.look("status", shop.file(), "--json");
    assertThat(status.json().at("/workloads/0/copies/lagSeconds").asDouble()).isEqualTo(7.5);
    assertThat(status.json().at("/workloads/0/region").asString()).isEqualTo("east");

    shop.loseGuard("east");
    bed.gate().cut(TestBed.PRIMARY, Cut.HANG);
    int before = bed.gate().calls().size();
    var preview = lifeboat.look("failover", shop.file(), "--dry-run", "--json");
    assertThat(preview.exitCode()).as("%s", preview).isZero();
    new Allowed(IamPolicy.of(shop.plan(), IamPolicy.Use.CHECK, "*"))
        .assertCovers(bed.gate().callsSince(before));
    var unconfirmed = lifeboat.run("failover", shop.file());
    assertThat(unconfirmed.exitCode()).as("%s", unconfirmed).isEqualTo(2);
    assertThat(unconfirmed.err())
        .contains("--confirm aws-shop --runbook " + preview.json().path("runbook").asString());

    var moved =
        lifeboat.run(
            "failover",
            shop.file(),
            "--confirm",
            "aws-shop",
            "--runbook",
            preview.json().path("runbook").asString());
    assertThat(moved.exitCode()).as("%s", moved).isZero();
    assertThat(moved.out()).contains("failover of aws-shop/shop from east to west", ": done");
    var placed = shop.placements().read(Shop.NAME).orElseThrow();
    assertThat(placed.writer()).isEqualTo("west");
    assertThat(placed.openRun()).isEmpty();
  }

  /// Goal: no epoch is ever given to a region whose instance follows another one.
  @Test
  void what_is_no_writer_at_home_is_not_adopted() throws Exception {
    var turned = folder.resolve("turned.yaml");
    Files.writeString(
        turned,
        Files.readString(shop.file())
            .replace("role: primary", "role: other")
            .replace("role: recovery", "role: primary")
            .replace("role: other", "role: recovery"));

    var refused = lifeboat.run("adopt", turned, "--confirm", "aws-shop");

    assertThat(refused.exitCode()).as("%s", refused).isEqualTo(3);
    assertThat(refused.err()).contains("LB2013", "'orders' is no writer in west");
    assertThat(shop.placements().read(Shop.NAME)).isEmpty();

    var other = lifeboat.run("adopt", shop.file(), "--confirm", "other-shop");
    assertThat(other.exitCode()).as("%s", other).isEqualTo(4);
    assertThat(other.err()).contains("LB3004", "--confirm names 'other-shop'");
    assertThat(shop.placements().read(Shop.NAME)).isEmpty();
  }

  @Test
  void a_drill_breaks_what_the_plan_names_an_experiment_for_and_nothing_else() throws Exception {
    var unnamed = lifeboat.run("drill", shop.file());
    assertThat(unnamed.exitCode()).as("%s", unnamed).isEqualTo(2);
    assertThat(unnamed.err()).contains("LB1003", "names no experiment for 'region-loss'");
    var isolated = lifeboat.run("drill", shop.file(), "--isolated");
    assertThat(isolated.exitCode()).as("%s", isolated).isEqualTo(2);
    assertThat(isolated.err()).contains("LB1005", "are on AWS, where '--isolated' cannot be held");
  }

  @Test
  void nobody_watches_where_the_plan_does_not_say_what() throws Exception {
    shop.adopt();
    var refused = lifeboat.run("watch", shop.file());
    assertThat(refused.exitCode()).as("%s", refused).isEqualTo(3);
    assertThat(refused.err()).contains("LB2008", "where to look at 'shop' is not said");
  }

  @Test
  void a_check_needs_what_its_policy_allows_and_no_more() throws Exception {
    shop.adopt();
    shop.guard("east");
    shop.guard("west");
    shop.awaitLease("east");
    shop.awaitWord("west");
    shop.loseGuard("east"); // As a failover finds it.
    int before = bed.gate().calls().size();
    var ready = lifeboat.look("check", shop.file(), "--dns", "--json");
    assertThat(ready.exitCode()).as("%s", ready).isZero();
    var preview = lifeboat.look("failover", shop.file(), "--dry-run");
    assertThat(preview.exitCode()).as("%s", preview).isZero();

    var calls = bed.gate().callsSince(before);
    var allowed = new Allowed(IamPolicy.of(shop.plan(), IamPolicy.Use.CHECK, "*"));
    allowed.assertCovers(calls);
    allowed.assertNeeds(calls, Allowed.DEPENDING);
  }
}
