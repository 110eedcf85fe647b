package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.s3.ReplicationFailures;
import dev.lifeboat.awstestbed.Allowed;
import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.GatedCall;
import dev.lifeboat.awstestbed.Images;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What a check finds of a bucket: rules that do not lead where the plan says, what waits too long,
/// and a policy that would be in the way.
@ExtendWith(TestBed.InTests.class)
final class BucketCheckTest {
  /// What a check may ask one by one in a region.
  private static final int QUESTIONS = 120;

  private static final int MANY = QUESTIONS + 5;

  private final TestBed bed;

  @TempDir Path folder;
  private Shop shop;

  BucketCheckTest(TestBed bed) {
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

  private ListAssert<Concern> found() throws Exception {
    try (var check = new AwsCheck(shop.plan(), bed.newClients(), InstantSource.system(), false)) {
      return assertThat(check.of(shop.workload(), PlannedFailover.of(shop.plan(), shop.workload())))
          .filteredOn(found -> !found.problem().orElseThrow().happened().contains("is not in ECR"));
    }
  }

  private void assertFound(Weight weight, Code code, String... words) throws Exception {
    found()
        .singleElement()
        .satisfies(found -> {
          assertThat(found.resource()).isEqualTo(Images.NAME);
          assertThat(found.weight()).isEqualTo(weight);
          assertThat(found.problem().orElseThrow().code()).isEqualTo(code);
          assertThat(found.problem().orElseThrow().happened()).contains(words);
        });
  }

  /// Goal: a plan of many buckets costs no more questions than others, and what was not asked is
  /// told.
  ///
  /// Method: buckets of which none is there, since each costs one question then.
  @Test
  void of_many_buckets_not_all_are_asked_for_and_that_is_told() throws Exception {
    var images = shop.images();
    var buckets =
        IntStream.range(0, MANY)
            .mapToObj(i ->
                images
                    .yaml()
                    .replace(Images.NAME + ": {", Images.NAME + i + ": {")
                    .replace(images.bucket("west"), "gone-" + i))
            .collect(Collectors.joining("\n      "));
    var file = folder.resolve("many.yaml");
    Files.writeString(file, Files.readString(shop.file()).replace(images.yaml(), buckets));
    var plan = AwsKeys.reader().read(file).orThrow();
    int before = bed.gate().calls().size();

    try (var check = new AwsCheck(plan, bed.newClients(), InstantSource.system(), false)) {
      var found =
          check
              .of(plan.workload(Shop.NAME), PlannedFailover.of(plan, plan.workload(Shop.NAME)))
              .stream()
              .filter(it -> it.resource().startsWith(Images.NAME))
              .collect(Collectors.groupingBy(Concern::weight, Collectors.counting()));
      assertThat(found).as("what was not asked").containsKey(Weight.WARNING);
      assertThat(found.values().stream().mapToLong(it -> it).sum()).isEqualTo(MANY);
    }
    assertThat(bed.gate().callsSince(before))
        .extracting(GatedCall::operation)
        .filteredOn(it -> it.contains("/gone-"))
        .satisfies(it -> assertThat(new HashSet<>(it)).hasSizeLessThanOrEqualTo(QUESTIONS));
  }

  private static Instant in(long seconds) {
    return Instant.now().plusSeconds(seconds);
  }

  @Test
  void what_waits_beyond_the_rpo_is_an_obstacle_and_what_nobody_measured_is_unknown()
      throws Exception {
    found().isEmpty();
    shop.images().measure(3, 1, in(-5));
    found().isEmpty();
    shop.images().measure(3, 600, in(-5));
    assertFound(Weight.OBSTACLE, Code.LB3009, "600.0 s behind its writer");

    bed.gate().cut(TestBed.RECOVERY, "monitoring", Cut.REFUSE);
    found()
        .filteredOn(it -> it.resource().equals(Images.NAME))
        .singleElement()
        .satisfies(it -> assertThat(it.weight()).isEqualTo(Weight.UNKNOWN));
    bed.gate().mend();

    shop.images().replicate("east", "another-rule");
    assertFound(Weight.UNKNOWN, Code.LB2002, "CloudWatch has no OperationsPendingReplication");
  }

  @Test
  void what_s3_gave_up_within_a_day_is_a_warning_and_so_is_not_to_know_it() throws Exception {
    shop.images().giveUp(9, in(-ReplicationFailures.LOOKED_BACK.toSeconds() - 60));
    found().isEmpty();
    shop.images().giveUp(2, in(-7_200));
    shop.images().giveUp(1, in(-60));
    assertFound(
        Weight.WARNING,
        Code.LB2018,
        "S3 gave up 3 operations from %s to %s"
            .formatted(shop.images().bucket("east"), shop.images().bucket("west")));

    bed.gate().cut(TestBed.PRIMARY, "monitoring", Cut.REFUSE);
    found()
        .singleElement()
        .satisfies(found -> {
          assertThat(found.weight()).isEqualTo(Weight.WARNING);
          assertThat(found.problem().orElseThrow().happened()).contains("CloudWatch in us-east-1");
        });
  }

  @Test
  void a_check_asks_what_its_policy_allows_and_each_thing_once() throws Exception {
    int before = bed.gate().calls().size();
    found().isEmpty();
    var calls = bed.gate().callsSince(before);

    new Allowed(IamPolicy.of(shop.plan(), IamPolicy.Use.CHECK, "*")).assertCovers(calls);
    assertThat(calls).filteredOn(it -> it.operation().contains("images-")).hasSize(9);
  }

  @Test
  void the_rules_of_both_ways_are_looked_at() throws Exception {
    shop.images().stopReplicating("west");
    assertFound(
        Weight.WARNING,
        Code.LB2018,
        "no rule replicates %s to %s"
            .formatted(shop.images().bucket("west"), shop.images().bucket("east")));
    shop.images().replicate("west");
    shop.images().stopReplicating("east");
    assertFound(
        Weight.OBSTACLE,
        Code.LB7011,
        "no rule replicates %s to %s"
            .formatted(shop.images().bucket("east"), shop.images().bucket("west")));
    shop.images().replicate("east", shop.images().bucket("west"), "another-role");
    assertFound(Weight.OBSTACLE, Code.LB7011, "its role is another-role");
  }

  /// S3 gives such an object neither a status nor a lag.
  @Test
  void what_kms_encrypts_and_no_rule_takes_is_told() throws Exception {
    var images = shop.images();
    images.encrypt("east", images.newKey("east"));
    assertFound(Weight.OBSTACLE, Code.LB7011, "default encryption of " + images.bucket("east"));

    var key = images.newKey("west");
    images.takeEncrypted("east", key);
    found().isEmpty();
  }

  @Test
  void one_object_that_kms_encrypts_is_enough_to_tell() throws Exception {
    var images = shop.images();
    var key = images.newKey("east");
    images.put("east", "orders/1", "a", it -> it.serverSideEncryption("aws:kms").ssekmsKeyId(key));
    assertFound(Weight.OBSTACLE, Code.LB7011, "'orders/1'", "KMS");
  }

  /// A rule that is mended takes nothing along from before. No emulator knows jobs, so Debian's
  /// command line alone judges what is to be typed.
  @Test
  void what_is_older_than_its_rule_is_a_warning_with_the_command_that_sends_it() throws Exception {
    var images = shop.images();
    images.put("east", "new", "a");
    images.settle();
    found().isEmpty();
    images.stopReplicating("east");
    images.put("east", "old", "a");
    images.replicate("east");
    assertFound(Weight.WARNING, Code.LB2018, "'old' of " + images.bucket("east"), "never sent");
    found()
        .singleElement()
        .satisfies(it -> {
          var typed = it.problem().orElseThrow().action();
          assertThat(typed)
              .startsWith("aws s3control create-job --region us-east-1 --account-id 123456789012")
              .contains("\"arn:aws:s3:::%s\"".formatted(images.bucket("east")));
          var judged =
              new AwsTerminal(bed, folder, Map.of("BATCH_ROLE", "arn:aws:iam::123456789012:role/b"))
                  .type(typed + " --generate-cli-skeleton output");
          assertThat(judged.exitCode()).as("%s", judged).isZero();
        });
  }

  @Test
  void a_key_of_the_plan_that_cannot_be_used_is_told() throws Exception {
    var images = shop.images();
    var key = images.newKey("west");
    var file = folder.resolve("keys.yaml");
    Files.writeString(
        file,
        Files.readString(shop.file())
            .replace(
                images.yaml(),
                images
                    .yaml()
                    .replace(
                        "replicationRole",
                        "kmsKey: { west: \"%s\" }, replicationRole".formatted(key))));
    var plan = AwsKeys.reader().read(file).orThrow();
    assertThat(ofImages(plan)).noneMatch(it -> it.contains("KMS key"));
    images.disable("west", key);
    assertThat(ofImages(plan))
        .anyMatch(it -> it.contains("the KMS key %s in us-west-2".formatted(key)));
  }

  private List<String> ofImages(Plan plan) throws Exception {
    try (var check = new AwsCheck(plan, bed.newClients(), InstantSource.system(), false)) {
      return check
          .of(plan.workload(Shop.NAME), PlannedFailover.of(plan, plan.workload(Shop.NAME)))
          .stream()
          .filter(it -> it.resource().equals(Images.NAME))
          .map(it -> it.problem().orElseThrow().happened())
          .toList();
    }
  }

  @Test
  void a_policy_that_would_be_in_the_way_of_a_failover_is_told() throws Exception {
    shop.images().close("east");
    found().isEmpty();
    shop.images().close("west");
    assertFound(Weight.OBSTACLE, Code.LB7011, "refuses writes, as a planned move leaves it");
  }

  @Test
  void while_the_writers_region_is_silent_the_lag_is_unknown() throws Exception {
    bed.gate().cut(TestBed.PRIMARY, "s3", Cut.REFUSE);
    found()
        .filteredOn(it -> it.resource().equals(Images.NAME))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.weight()).isEqualTo(Weight.UNKNOWN);
          assertThat(it.problem().orElseThrow().happened()).contains("S3 in us-east-1");
        });
  }
}
