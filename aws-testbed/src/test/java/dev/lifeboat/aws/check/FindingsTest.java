package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.awstestbed.Allowed;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.FenceGroups;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/// What a check finds that no preflight of a failover asks for.
///
/// Method: a shop of which everything is there, with one thing after the other made wrong. That no
/// image of it is in ECR is told each time, and left out here.
@Order(3)
@ExtendWith(TestBed.InTests.class)
final class FindingsTest {
  private static final String PARAMETER = "arn:aws:ssm:%s:%s:parameter/%s";

  private final TestBed bed;

  @TempDir Path folder;
  private Shop shop;

  FindingsTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void create() throws Exception {
    shop = new Shop(bed, Strategy.WARM_STANDBY, folder);
    shop.serveGuarded();
  }

  @AfterEach
  void end() throws Exception {
    shop.end();
  }

  private interface Asked {
    List<Concern> of(AwsCheck check) throws Exception;
  }

  private ListAssert<Concern> found(Asked asked) throws Exception {
    return found(shop.plan(), asked);
  }

  private ListAssert<Concern> found(Plan plan, Asked asked) throws Exception {
    try (var check = new AwsCheck(plan, bed.newClients(), InstantSource.system(), false)) {
      return assertThat(asked.of(check))
          .filteredOn(found -> !found.problem().orElseThrow().happened().contains("is not in ECR"));
    }
  }

  /// The shop's plan with `by` in the place of `text`.
  private Plan planWith(String text, String by) throws Exception {
    var whole = Files.readString(shop.file());
    assertThat(whole).contains(text);
    return AwsKeys.reader()
        .read(Files.writeString(folder.resolve("changed.yaml"), whole.replace(text, by)))
        .orThrow();
  }

  private void assertFound(Weight weight, Code code, String... words) throws Exception {
    found(check -> check.of(shop.workload(), PlannedFailover.of(shop.plan(), shop.workload())))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.weight()).isEqualTo(weight);
          assertThat(found.problem().orElseThrow().code()).isEqualTo(code);
          assertThat(found.problem().orElseThrow().happened()).contains(words);
        });
  }

  @Test
  @Tag("invariant-61")
  void a_lag_beyond_the_rpo_is_an_obstacle_and_one_that_nobody_measured_is_unknown()
      throws Exception {
    found(check -> check.of(shop.workload(), PlannedFailover.of(shop.plan(), shop.workload())))
        .isEmpty();
    bed.gate().cut(TestBed.RECOVERY, "monitoring", Cut.REFUSE);
    assertFound(Weight.UNKNOWN, Code.LB2002, "not known: CloudWatch in us-west-2");
    bed.gate().mend();
    shop.databases().measureLag(600, Instant.now().minusSeconds(5));
    assertFound(Weight.OBSTACLE, Code.LB3009, "600.0 s behind its writer");
  }

  @Test
  void an_automatic_failover_that_nobody_watches_for_is_a_warning() throws Exception {
    var automatic = planWith("trigger: manual", "trigger: automatic").workload(Shop.NAME);

    found(check -> check.of(automatic, PlannedFailover.of(shop.plan(), automatic)))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.weight()).isEqualTo(Weight.WARNING);
          assertThat(found.problem().orElseThrow().happened())
              .contains("automatic", "'probe' and 'alarm'");
        });
  }

  @Test
  void a_writer_that_could_not_tell_later_what_it_has_alone_is_a_warning() throws Exception {
    shop.loseGuard("east");
    shop.account()
        .reports(Shop.NAME)
        .tell(
            "east", new GuardedState("orders", GuardedState.Standing.OPEN, "", "", "no slot", ""));

    assertFound(Weight.WARNING, Code.LB2016, "orders in east could not tell", "no slot");
  }

  @Test
  void a_writer_that_holds_what_no_replica_gets_is_a_warning() throws Exception {
    shop.loseGuard("east");
    shop.account()
        .reports(Shop.NAME)
        .tell(
            "east",
            new GuardedState(
                "orders", GuardedState.Standing.OPEN, "", "", "", "unlogged tables (cache)"));

    assertFound(Weight.WARNING, Code.LB2016, "orders in east has unlogged tables (cache)");
  }

  /// Goal: what guards left behind refuses commits once the API has fenced, so that it is told
  /// before a failover, and how it is taken away. Method: guards that live, then guards that ended
  /// and told nothing lately, then a release.
  @Test
  void a_guard_where_the_plan_says_api_is_an_obstacle_until_it_is_released() throws Exception {
    var group = new FenceGroups(bed).create("fence-" + System.nanoTime());
    var plan = AwsKeys.reader().read(shop.byApi("{ east: %s }".formatted(group))).orThrow();
    int before = bed.gate().calls().size();
    var left = "a guard in east kept the lease of shop, and nobody released it";
    assertStrays(plan, "a guard in east tells of orders", "a guard in west tells of orders", left);
    new Allowed(IamPolicy.of(plan, IamPolicy.Use.CHECK, "*"))
        .assertCovers(
            bed.gate().callsSince(before).stream()
                .filter(it -> it.service().equals("dynamodb"))
                .toList());

    for (var region : List.of("east", "west")) {
      shop.loseGuard(region);
      shop.forgetWord(region);
    }
    assertStrays(plan, left);

    shop.account().reports(Shop.NAME).releases().begin("east", "ada", Instant.now());
    assertStrays(plan);
  }

  private void assertStrays(Plan plan, String... words) throws Exception {
    var workload = plan.workload(Shop.NAME);
    found(plan, check -> check.of(workload, PlannedFailover.of(plan, workload)))
        .filteredOn(it -> it.problem().orElseThrow().code() == Code.LB2016)
        .allSatisfy(it -> assertThat(it.weight()).isEqualTo(Weight.OBSTACLE))
        .extracting(it -> it.problem().orElseThrow().happened().split("[,;] (and )?the plan")[0])
        .containsExactlyInAnyOrder(words);
  }

  @Test
  void what_a_drill_of_a_lost_zone_lacks_is_a_warning() throws Exception {
    var plan =
        planWith("aws: { placements:", "aws: { experiments: { zone-loss: EXT1 }, placements:");
    found(
            plan,
            check ->
                check.of(
                    plan.workload(Shop.NAME), PlannedFailover.of(plan, plan.workload(Shop.NAME))))
        .allSatisfy(it -> assertThat(it.weight()).isEqualTo(Weight.WARNING))
        .extracting(it -> it.problem().orElseThrow().happened())
        .satisfiesExactlyInAnyOrder(
            it -> assertThat(it).contains("template EXT1 is not in us-east-1"),
            it -> assertThat(it).contains("is not Multi-AZ"));
  }

  @Test
  void a_database_of_another_make_than_the_plan_says_is_an_obstacle() throws Exception {
    var plan = planWith("engine: postgresql", "engine: mysql");
    found(
            plan,
            check ->
                check.of(
                    plan.workload(Shop.NAME), PlannedFailover.of(plan, plan.workload(Shop.NAME))))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.weight()).isEqualTo(Weight.OBSTACLE);
          assertThat(found.problem().orElseThrow().happened())
              .contains("runs postgres, the plan says mysql");
        });
  }

  @Test
  void of_a_replica_version_key_and_source_are_looked_at() throws Exception {
    shop.databases().upgradePrimary("99.1");
    assertFound(Weight.OBSTACLE, Code.LB7009, "the writer postgres 99.1");

    shop.databases().deleteReplica();
    shop.databases().deletePrimary();
    shop.databases().createReplica(shop.databases().createEncryptedWriter("no-such-key"));
    found(check -> check.of(shop.workload(), PlannedFailover.of(shop.plan(), shop.workload())))
        .extracting(Concern::phrase)
        .satisfiesExactlyInAnyOrder(
            it -> assertThat(it).contains("LB7005 us-west-2 has no KMS key no-such-key"),
            it -> assertThat(it).contains("LB2008", "the plan names no key of us-east-1"),
            it -> assertThat(it).contains("LB2008", "the plan names no key of us-west-2"));

    shop.databases().deleteReplica();
    shop.databases().createWriterInRecovery("postgres");
    // What it is not, why nobody may promote it, and that no replica could be made there.
    found(check -> check.of(shop.workload(), PlannedFailover.of(shop.plan(), shop.workload())))
        .extracting(found -> found.problem().orElseThrow().code())
        .containsExactlyInAnyOrder(Code.LB7009, Code.LB3011, Code.LB2008);
  }

  /// Goal: what the way home needs in either region is known before it is needed.
  @Test
  void of_a_new_replica_subnet_groups_and_room_are_looked_at() throws Exception {
    var instance = "dbInstance: %s,".formatted(shop.databases().name());
    var plan = planWith(instance, instance + " subnetGroup: { east: near, west: far },");
    int before = bed.gate().calls().size();
    found(
            plan,
            check ->
                check.of(
                    plan.workload(Shop.NAME), PlannedFailover.of(plan, plan.workload(Shop.NAME))))
        .filteredOn(found -> found.problem().orElseThrow().happened().contains("subnet group"))
        .allMatch(found -> found.weight() == Weight.WARNING)
        .extracting(found -> found.problem().orElseThrow().happened())
        .containsExactlyInAnyOrder(
            "us-east-1 has no subnet group 'near'", "us-west-2 has no subnet group 'far'");
    new Allowed(IamPolicy.of(plan, IamPolicy.Use.CHECK, "*"))
        .assertCovers(
            bed.gate().callsSince(before).stream()
                .filter(it -> it.service().equals("rds"))
                .toList());

    assertNothingFound();
    shop.databases().allowInPrimary(1);
    try {
      assertFound(
          Weight.WARNING,
          Code.LB2018,
          "of 1 instances of RDS, and the way home makes 1 more there");
    } finally {
      shop.databases().allowPlentyInPrimary();
    }
    bed.gate().cut(TestBed.PRIMARY, "rds", Cut.REFUSE);
    found(check -> check.of(shop.workload(), PlannedFailover.of(shop.plan(), shop.workload())))
        .as("a region that is lost keeps nobody from leaving it")
        .singleElement()
        .satisfies(found -> assertThat(found.weight()).isEqualTo(Weight.WARNING));
  }

  @Test
  void of_a_service_image_and_secret_are_looked_at() throws Exception {
    shop.tasks().use("123456789012.dkr.ecr.us-west-2.amazonaws.com/web:7");
    assertFound(Weight.OBSTACLE, Code.LB7005, "web:7 of web is not there");
    shop.tasks().use("123456789012.dkr.ecr.us-east-1.amazonaws.com/web:7");
    assertFound(Weight.OBSTACLE, Code.LB7010, "is pulled from us-east-1");
    shop.tasks().use("web:1");

    shop.tasks().bind("east");
    assertFound(Weight.WARNING, Code.LB2018, "'Bound' is not the one labelled 'west'");
    shop.tasks().unstage("west");
    assertFound(Weight.OBSTACLE, Code.LB7010, "has no version labelled 'west'");
    shop.tasks().deleteSecret();
    assertFound(Weight.OBSTACLE, Code.LB7005, "us-west-2 has no secret");
  }

  /// Goal: a secret that two regions cannot be bound by differently is told, and nothing is advised
  /// that AWS refuses.
  @Test
  void a_secret_that_rotates_or_is_a_replica_is_an_obstacle() throws Exception {
    shop.tasks().rotate();
    assertFound(Weight.OBSTACLE, Code.LB7010, "in us-west-2 is rotated");

    shop.tasks().replaceByReplica();
    for (ThrowingCallable change :
        List.<ThrowingCallable>of(() -> shop.tasks().bind("west"), () -> shop.tasks().stage("x"))) {
      assertThatExceptionOfType(SecretsManagerException.class)
          .isThrownBy(change)
          .withMessageContaining("replica");
    }
    assertFound(Weight.OBSTACLE, Code.LB7010, "in us-west-2 is a replica of the one in us-east-1");
    found(check -> check.of(shop.workload(), PlannedFailover.of(shop.plan(), shop.workload())))
        .allSatisfy(it ->
            assertThat(it.problem().orElseThrow().action())
                .doesNotContain("put-secret-value", "update-secret-version-stage"));

    shop.tasks().deleteReplica();
    found(check -> check.of(shop.workload(), PlannedFailover.of(shop.plan(), shop.workload())))
        .allSatisfy(
            it -> assertThat(it.problem().orElseThrow().action()).doesNotContain("replicate it"));
  }

  @Test
  void what_tasks_take_from_parameters_and_secrets_is_looked_for_and_never_read() throws Exception {
    int before = bed.gate().calls().size();
    shop.tasks().take("/shop/url");
    assertFound(Weight.OBSTACLE, Code.LB7010, "us-west-2 has no parameter '/shop/url'");
    shop.tasks().putParameter("/shop/url");
    assertNothingFound();
    shop.tasks().take(PARAMETER.formatted(TestBed.RECOVERY, bed.account(), "shop/url"));
    assertNothingFound();
    shop.tasks().take(PARAMETER.formatted(TestBed.RECOVERY, bed.account(), "shop/other"));
    assertFound(Weight.OBSTACLE, Code.LB7010, "us-west-2 has no parameter '/shop/other'");
    shop.tasks().take(PARAMETER.formatted(TestBed.PRIMARY, bed.account(), "shop/url"));
    assertFound(Weight.OBSTACLE, Code.LB7010, "web in us-west-2 takes URL from us-east-1");
    shop.tasks().take("arn:aws:secretsmanager:us-east-1:123456789012:secret:url-a1b2c3:url::");
    assertFound(Weight.OBSTACLE, Code.LB7010, "web in us-west-2 takes URL from us-east-1");
    shop.tasks().take("arn:aws:secretsmanager:eu-west-1:123456789012:secret:url-a1b2c3");
    assertFound(Weight.WARNING, Code.LB2018, "web in us-west-2 takes URL from eu-west-1");
    shop.tasks().take("/aws/reference/secretsmanager/url");
    assertFound(Weight.WARNING, Code.LB2018, "which nobody looked for");

    var calls = bed.gate().callsSince(before);
    assertThat(calls).filteredOn(it -> it.service().equals("ssm")).hasSize(4);
    new Allowed(IamPolicy.of(shop.plan(), IamPolicy.Use.CHECK, "*"))
        .assertCovers(calls.stream().filter(it -> it.service().equals("ssm")).toList());

    shop.tasks().take("/shop/url");
    bed.gate().cut(TestBed.RECOVERY, "ssm", Cut.DENY);
    assertFound(Weight.UNKNOWN, Code.LB7002, "Systems Manager in us-west-2 denies a call");
  }

  @Test
  void limits_that_would_undo_what_a_move_asks_for_are_told() throws Exception {
    shop.tasks().limit(1, 9, true);
    shop.tasks().inPrimary().limit(0, 2, false);
    assertNothingFound();
    shop.tasks().limit(1, 9, false);
    assertFound(Weight.WARNING, Code.LB2018, "us-west-2 may be scaled in to 1 task");
    shop.tasks().limit(1, 1, true);
    assertFound(Weight.OBSTACLE, Code.LB7004, "us-west-2 is scaled between 1 and 1 tasks");
    shop.tasks().limit(1, 2, true);
    shop.tasks().inPrimary().limit(2, 9, false);
    assertFound(Weight.WARNING, Code.LB2018, "us-east-1 is scaled between 2 and 9 tasks");
  }

  private void assertNothingFound() throws Exception {
    found(check -> check.of(shop.workload(), PlannedFailover.of(shop.plan(), shop.workload())))
        .isEmpty();
  }
}
