package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.awstestbed.Allowed;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Images;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `status` tells how far a bucket is behind as it tells it of a database, and of what nobody knows
/// that it is not known.
///
/// Method: a shop whose database is 7.5 s behind, with one thing after the other measured of its
/// bucket.
@ExtendWith(TestBed.InTests.class)
final class BucketStatusTest {
  private final TestBed bed;

  @TempDir Path folder;
  private Shop shop;

  BucketStatusTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void create() throws Exception {
    shop = new Shop(bed, Strategy.WARM_STANDBY, false, true, folder);
    shop.serve();
    shop.databases().measureLag(7.5, Instant.now().minusSeconds(5));
  }

  @AfterEach
  void end() throws Exception {
    shop.end();
  }

  private JsonNode copies() throws Exception {
    var status = new CommandLineProcess(bed, folder).run("status", shop.file(), "--json");
    assertThat(status.exitCode()).as("%s", status).isEqualTo(3);
    return status.json().at("/workloads/0/copies");
  }

  @Test
  void the_bucket_or_the_database_is_furthest_behind() throws Exception {
    shop.loseGuard("east"); // It asks by a policy of its own.
    int before = bed.gate().calls().size();
    var database = copies();
    assertThat(database.path("store").asString()).isEqualTo("orders");
    assertThat(database.path("why").asString()).contains("images: 0.0 s behind", "orders: 7.5 s");
    new Allowed(IamPolicy.of(shop.plan(), IamPolicy.Use.CHECK, "*"))
        .assertCovers(bed.gate().callsSince(before));

    shop.images().measure(3, 60, Instant.now().minusSeconds(5));
    var bucket = copies();
    assertThat(bucket.path("store").asString()).isEqualTo(Images.NAME);
    assertThat(bucket.path("lagSeconds").asDouble()).isEqualTo(60);
    assertThat(bucket.path("alarm").isNull()).isTrue();

    shop.images().measure(3, 600, Instant.now().minusSeconds(2));
    var late = copies();
    assertThat(late.path("alarm").asString()).as("%s", late).contains("LB3009", Images.NAME);
  }

  /// A rule that is not the plan's may have other objects waiting, or none at all.
  @Test
  void what_nobody_measured_is_unknown_and_so_is_the_furthest() throws Exception {
    shop.images().replicate("east", shop.images().bucket("west"), "another-role");
    assertUnknown("its role is another-role");

    shop.images().replicate("east", "another-rule");
    assertUnknown("CloudWatch has no OperationsPendingReplication");

    shop.images().stopReplicating("east");
    assertUnknown("no rule replicates");

    bed.gate().cut(TestBed.PRIMARY, "s3", Cut.REFUSE);
    assertUnknown("S3 in us-east-1 does not answer");
  }

  private void assertUnknown(String why) throws Exception {
    var copies = copies();
    assertThat(copies.path("lagSeconds").isNull()).as("%s", copies).isTrue();
    assertThat(copies.path("why").asString()).contains("orders: 7.5 s", "images: how far", why);
  }

  @Test
  void before_a_failover_the_region_that_is_left_is_not_asked() throws Exception {
    bed.gate().cut(TestBed.PRIMARY, "s3", Cut.HANG);
    int before = bed.gate().calls().size();
    var preview = new CommandLineProcess(bed, folder).run("failover", shop.file(), "--dry-run");
    assertThat(preview.out())
        .contains("orders: 7.5 s", "images: how far it is behind is not known");
    assertThat(bed.gate().callsSince(before))
        .filteredOn(it -> it.service().equals("s3") && it.region().equals(TestBed.PRIMARY))
        .noneMatch(it -> it.operation().contains("replication"));
  }
}
