package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A failover for which something is missing is refused before anything is changed, each with a
/// problem of its own.
@ExtendWith(TestBed.InTests.class)
final class RefusedMoveTest {
  private static final Goal.Promoted PROMOTED = new Goal.Promoted("orders", "west");
  private static final Goal.Running RUNNING = new Goal.Running("web", "west", 2, 0);

  private final TestBed bed;

  @TempDir Path folder;
  private Shop shop;

  RefusedMoveTest(TestBed bed) {
    this.bed = bed;
  }

  private void create(Strategy strategy) throws Exception {
    shop = new Shop(bed, strategy, folder);
    shop.create();
  }

  @AfterEach
  void end() throws Exception {
    shop.end();
  }

  private Problem refused(Goal goal) throws Exception {
    return refused(goal, shop.file());
  }

  private <G extends Goal> Problem refused(G goal, Path file) throws Exception {
    var plan = AwsKeys.reader().read(file).orThrow();
    var reconciler = shop.account(plan).reconcilers(plan.workload(Shop.NAME)).reconciler(goal);
    var readiness = reconciler.preflight(goal);
    assertThat(readiness).isInstanceOf(Readiness.NotReady.class);
    return ((Readiness.NotReady) readiness).problem();
  }

  private void assertReady(Goal goal) throws Exception {
    assertThat(shop.account().reconcilers(shop.workload()).reconciler(goal).preflight(goal))
        .isInstanceOf(Readiness.Ready.class);
  }

  /// The whole way: the run ends where it began.
  @Test
  void an_image_that_is_gone_ends_a_failover_before_anything_is_changed() throws Exception {
    create(Strategy.PILOT_LIGHT);
    shop.adopt();
    shop.guard("east");
    shop.awaitLease("east");
    assertReady(RUNNING);
    shop.instances().use("ami-00000000000000000");
    shop.loseHome(Cut.REFUSE);

    var ended =
        new CommandLineProcess(bed, folder.resolve("state"))
            .run("failover", shop.file(), "--confirm", "aws-shop");

    assertThat(ended.exitCode()).as("%s", ended).isEqualTo(3);
    assertThat(ended.err())
        .contains("LB7010", "ami-00000000000000000", "nothing was changed", "--despite-obstacles");
    assertThat(shop.placements().read(Shop.NAME)).contains(Placement.first(Shop.NAME, "east"));
    assertThat(shop.databases().recovery(shop.databases().name()).dbInstanceStatus())
        .isEqualTo("available");
    assertThat(
            shop.databases()
                .recovery(shop.databases().name())
                .readReplicaSourceDBInstanceIdentifier())
        .as("what it follows")
        .isNotBlank();
  }

  @Test
  void a_quota_that_is_too_small_is_named() throws Exception {
    create(Strategy.PILOT_LIGHT);
    var large = folder.resolve("large.yaml");
    Files.writeString(large, Files.readString(shop.file()).replace("serving: 2", "serving: 100"));

    var problem = refused(RUNNING, large);

    assertThat(problem.code()).isEqualTo(Code.LB7004);
    assertThat(problem.happened()).contains("us-west-2 allows 64 vCPUs");
  }

  @Test
  void a_key_that_is_missing_in_the_recovery_region_is_named() throws Exception {
    create(Strategy.WARM_STANDBY);
    assertReady(PROMOTED);
    shop.databases().deleteReplica();
    shop.databases().deletePrimary();
    shop.databases().createReplica(shop.databases().createEncryptedWriter("no-such-key"));

    var problem = refused(PROMOTED);

    assertThat(problem.code()).isEqualTo(Code.LB7005);
    assertThat(problem.happened()).contains("us-west-2 has no KMS key no-such-key");
  }

  @Test
  void a_container_image_that_is_gone_is_named() throws Exception {
    create(Strategy.WARM_STANDBY);
    assertReady(RUNNING);
    shop.tasks().use("123456789012.dkr.ecr.us-west-2.amazonaws.com/web:7");

    assertThat(refused(RUNNING).happened()).contains("web:7 of web is not there");
  }

  @Test
  void a_parameter_that_is_gone_is_named() throws Exception {
    create(Strategy.WARM_STANDBY);
    shop.tasks().take("/shop/url");

    assertThat(refused(RUNNING).happened()).contains("us-west-2 has no parameter '/shop/url'");
  }

  @Test
  void a_replica_that_was_deleted_is_named() throws Exception {
    create(Strategy.WARM_STANDBY);
    shop.databases().deleteReplica();

    assertThat(refused(PROMOTED).happened()).contains("has no instance of orders");
  }

  @Test
  void a_region_that_denies_and_credentials_that_expired_are_told_apart() throws Exception {
    create(Strategy.WARM_STANDBY);
    bed.gate().cut(TestBed.RECOVERY, "rds", Cut.DENY);
    var denied = refused(PROMOTED);
    bed.gate().mend();
    bed.gate().cut(TestBed.RECOVERY, "rds", Cut.EXPIRE);
    var expired = refused(PROMOTED);

    assertThat(denied.code()).isNotEqualTo(expired.code());
    assertThat(denied.happened()).contains("us-west-2");
    assertThat(expired.happened()).contains("expired");
  }
}
