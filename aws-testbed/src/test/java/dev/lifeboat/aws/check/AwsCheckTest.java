package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// What would keep a failover on AWS from getting there is told beforehand, each in its own words,
/// and nothing is changed to find it out.
@Order(2)
@ExtendWith(TestBed.InTests.class)
final class AwsCheckTest {
  private final TestBed bed;

  @TempDir Path folder;
  private Shop shop;

  AwsCheckTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void create() throws Exception {
    shop = new Shop(bed, Strategy.WARM_STANDBY, false, true, folder);
    shop.serveGuarded();
  }

  @AfterEach
  void end() throws Exception {
    shop.end();
  }

  private String checked(Path plan) throws Exception {
    int before = bed.gate().calls().size();
    var checked = told("check", plan);
    assertThat(bed.gate().callsSince(before))
        .filteredOn(call -> !call.service().equals("dynamodb"))
        .allSatisfy(call -> assertThat(call.operation()).matches("(Describe|List|Get).*|GET .*"));
    return checked;
  }

  /// It is told by a check, and right before a failover.
  private void assertTold(String what) throws Exception {
    assertThat(checked(shop.file())).contains(what);
    assertThat(told("failover", shop.file(), "--dry-run")).contains(what);
  }

  private String told(Object... words) throws Exception {
    var ended = new CommandLineProcess(bed, folder).look(words);
    assertThat(ended.exitCode()).as("%s", ended).isEqualTo(3);
    return ended.out();
  }

  @ParameterizedTest
  @CsvSource({
    "rds, DENY, RDS in us-west-2 denies a call",
    "elasticloadbalancing, EXPIRE, no valid credentials for Elastic Load Balancing in us-west-2",
    "elasticloadbalancing, REFUSE, Elastic Load Balancing in us-west-2 does not answer"
  })
  void what_the_recovery_region_refuses_is_named(String service, Cut cut, String told)
      throws Exception {
    bed.gate().cut(TestBed.RECOVERY, service, cut);
    assertTold(told);
  }

  @ParameterizedTest
  @Tag("proof")
  @CsvSource({
    "rds, EXPIRE, no valid credentials for RDS in us-west-2",
    "ecs, DENY, ECS in us-west-2 denies a call"
  })
  void what_else_it_refuses_is_named(String service, Cut cut, String told) throws Exception {
    what_the_recovery_region_refuses_is_named(service, cut, told);
  }

  @Test
  void a_replica_that_was_deleted_is_named() throws Exception {
    shop.databases().deleteReplica();
    assertTold(
        "us-west-2 has no instance of orders: there is no '%s'".formatted(shop.databases().name()));
  }

  @Test
  void a_target_group_that_was_deleted_is_named() throws Exception {
    shop.targets().delete();
    assertTold("us-west-2 has no target group");
  }

  @Test
  void a_bucket_without_versions_a_missing_one_and_one_elsewhere_are_told() throws Exception {
    shop.images().versioning("west", BucketVersioningStatus.SUSPENDED);
    assertThat(checked(shop.file()))
        .contains(
            "bucket '%s' of images in us-west-2 has no versioning"
                .formatted(shop.images().bucket("west")));
    var plan = folder.resolve("missing.yaml");
    Files.writeString(
        plan, Files.readString(shop.file()).replace(shop.images().bucket("west"), "gone"));
    assertThat(checked(plan)).contains("us-west-2 has no bucket of images: there is no 'gone'");
    Files.writeString(
        plan,
        Files.readString(shop.file())
            .replace(shop.images().bucket("west"), shop.images().bucket("east")));
    assertThat(checked(plan)).contains("is not in us-west-2: it is in us-east-1");
  }

  @Test
  void a_service_that_was_deleted_is_named() throws Exception {
    shop.tasks().delete();
    assertThat(checked(shop.file()))
        .contains("us-west-2 has no active service '%s'".formatted(shop.tasks().name()));
  }

  @Test
  void the_wrong_region_is_told_by_what_is_not_there() throws Exception {
    var plan = folder.resolve("wrong.yaml");
    Files.writeString(
        plan, Files.readString(shop.file()).replace("region: us-west-2", "region: sa-east-1"));
    assertThat(checked(plan)).contains("sa-east-1 has no instance of orders");
  }

  @Test
  void two_buckets_that_cannot_be_read_are_told() throws Exception {
    bed.gate().cut(TestBed.RECOVERY, "s3", Cut.DENY);
    bed.gate().cut(Tables.REGION, "s3", Cut.DENY);
    assertThat(checked(shop.file()))
        .contains("fewer than two of the three objects can be read", "west is silent");
  }

  @Test
  void a_table_of_placements_that_may_not_be_read_is_told() throws Exception {
    bed.gate().cut(Tables.REGION, "dynamodb", Cut.DENY);
    assertThat(checked(shop.file())).contains("LB7002", "DynamoDB in eu-central-1 denies a call");
  }
}
