package dev.lifeboat.aws.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lifeboat.aws.provider.AwsKind;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Plans whose regions are on AWS: the examples, and what is told of one that lacks something.
class AwsKeysTest {
  private static final String WARM_STANDBY = "dr-lab-warm-standby";
  private static final String KEY = "arn:aws:kms:us-west-2:123456789012:key/1234abcd";

  /// The tests run in the module's folder.
  private static String example(String name) {
    try {
      return Files.readString(Path.of("..", "examples", name, "lifeboat.yaml"));
    } catch (IOException missing) {
      throw new AssertionError(missing);
    }
  }

  private static final AccountNames NAMED =
      new AccountNames(
          Optional.empty(), Optional.of("dr-notifications"), Optional.of("dr-lab-failover"));

  @Test
  void what_moves_writers_inside_an_account_has_the_names_of_the_plan() {
    var names = "stateMachine: dr-lab-failover, topic: dr-notifications, ";
    assertThat(example(WARM_STANDBY)).contains(names);
    var plain = AwsPlans.valid(example(WARM_STANDBY).replace(names, ""));
    assertThat(AccountNames.function(plain)).isEqualTo("lifeboat-dr-lab");
    assertThat(AccountNames.topic(plain)).isEqualTo("lifeboat-dr-lab");
    assertThat(AccountNames.machine(plain, plain.workload("dr-lab")))
        .isEqualTo("lifeboat-dr-lab-dr-lab");

    var named =
        AwsPlans.valid(
            example(WARM_STANDBY).replace("experiments:", "function: dr-run, experiments:"));
    assertThat(AccountNames.function(named)).isEqualTo("dr-run");
    assertThat(AccountNames.topic(named)).isEqualTo("dr-notifications");
    assertThat(AccountNames.machine(named, named.workload("dr-lab"))).isEqualTo("dr-lab-failover");
  }

  @Test
  void what_a_plan_says_of_aws_is_read() {
    var plan = AwsPlans.valid(example(WARM_STANDBY));

    assertThat(AwsPlan.of(plan))
        .isEqualTo(
            new AwsPlan(
                "lifeboat-placements",
                AwsPlan.Place.ARBITER,
                "lifeboat-journals",
                "lifeboat-votes",
                Duration.ofSeconds(6),
                Map.of("region-loss", "EXT1a2b3c4d5e6f7"),
                NAMED));
    assertThat(plan.primary().provider()).isEqualTo("aws");
    assertThat(AwsKeys.areOf(plan)).isTrue();
    assertThat(AwsRegion.of(plan.primary()))
        .contains(new AwsRegion("ap-southeast-2", Optional.empty()));
    var workload = plan.workload("dr-lab");
    var database = AwsDatabase.of(workload.resources(Database.class).getFirst()).orElseThrow();
    assertThat(database.dbInstance().in("secondary")).contains("dr-lab-replica");
    assertThat(database.subnetGroup().orElseThrow().in("primary")).contains("dr-lab-private");
    assertThat(database.fence().logins()).containsExactly("app");
    var service =
        workload.resources(Service.class).getFirst().values().find(AwsService.class).orElseThrow();
    assertThat(service.cluster().orElseThrow().in("primary")).contains("dr-lab-primary");
    assertThat(service.secrets()).containsExactly("dr-lab/database");
    var traffic = AwsTraffic.of(workload.resources(Traffic.class).getFirst()).orElseThrow();
    var objects = (AwsTraffic.Objects) traffic.way();
    assertThat(objects.key()).isEqualTo("lifeboat/entry.json");
    assertThat(objects.nameServers()).hasSize(4);
    assertThat(objects.bucket().in("nowhere")).isEmpty();
    assertThat(traffic.shares()).isTrue();
  }

  @Test
  void a_region_may_be_asked_as_a_role() {
    var role = "arn:aws:iam::123456789012:role/dr/lifeboat";
    var text =
        example(WARM_STANDBY)
            .replace("region: us-west-2 }", "region: us-west-2, assumeRole: \"" + role + "\" }");

    assertThat(AwsRegion.of(AwsPlans.valid(text).recovery()))
        .contains(new AwsRegion("us-west-2", Optional.of(role)));
  }

  @ParameterizedTest
  @EnumSource(Database.Engine.class)
  void a_database_on_aws_is_of_any_make(Database.Engine engine) {
    var text = example(WARM_STANDBY).replace("engine: postgresql", "engine: " + engine.word());

    assertThat(AwsPlans.valid(text).workload("dr-lab").resources(Database.class))
        .extracting(Database::engine)
        .containsExactly(engine);
  }

  @Test
  void a_commit_trigger_is_for_postgresql_alone() {
    var text =
        example(WARM_STANDBY)
            .replace("engine: postgresql", "engine: mysql\n        commitTrigger: true");

    assertThat(AwsPlans.mistakes(text)).contains("is of no use to mysql");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1999ms", "61s"})
  void a_lease_is_not_shorter_than_its_fence_nor_longer_than_users_wait(String lease) {
    assertThat(AwsPlans.mistakes(example(WARM_STANDBY).replace("lease: 6s", "lease: " + lease)))
        .contains("allowed: 2s to 1m");
  }

  /// With other experiments.
  private static String drilled(String experiments) {
    return example(WARM_STANDBY).replace("{ region-loss: EXT1a2b3c4d5e6f7 }", experiments);
  }

  @Test
  void what_a_drill_breaks_with_and_measures_by_is_read() {
    var plan = AwsPlans.valid(example(WARM_STANDBY));

    assertThat(AwsPlan.of(plan).experiments())
        .containsExactly(Map.entry("region-loss", "EXT1a2b3c4d5e6f7"));
    assertThat(plan.canary().ratePerSecond()).isEqualTo(20);
    var name =
        AwsTraffic.of(plan.workload("dr-lab").resources(Traffic.class).getFirst()).orElseThrow();
    assertThat(name.entry()).hasToString("https://" + name.name());
  }

  @Test
  void what_is_wrong_with_a_drill_is_told() {
    assertThat(AwsPlans.mistakes(drilled("{ region-lost: EXT1 }")))
        .contains("did you mean 'region-loss'?");
    assertThat(AwsPlans.mistakes(drilled("{ region-loss: EXP1 }")))
        .contains("is 'EXP1'; write the id of an experiment template");
    assertThat(AwsPlans.mistakes(drilled("{}") + "lab: { canary: { rate: 10/s } }\n"))
        .contains("is said beside the lab too; keep one of the two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "region: us-west-2 } | region: us-west-2, assumeRole: lifeboat } |"
            + " is 'lifeboat'; write the ARN of a role, such as"
            + " arn:aws:iam::123456789012:role/lifeboat",
        "aws: { region: us-west-2 } | aws: { region: ap-southeast-2 } |"
            + " is in ap-southeast-2, as 'primary' is; give each a region of AWS of its own",
        "role: recovery, aws: { region: us-west-2 } | role: recovery |"
            + " lacks the key 'aws'; write 'aws: { region: eu-west-1 }'",
        "aws: { region: us-west-2 } | aws: { region: Oregon } |"
            + " is 'Oregon'; write a region of AWS, such as eu-west-1",
        "aws: { region: us-west-2 } | aws: { region: cn-north-1 } |"
            + " is 'cn-north-1'; write a region of AWS, such as eu-west-1, which is none of China",
        "secrets: [dr-lab/database] |"
            + " secrets: [arn:aws:secretsmanager:us-west-2:123456789012:secret:shop-a1b2c3] |"
            + " names a secret by its ARN,",
        "provider: aws, role: recovery | provider: lab, role: recovery |"
            + " has the provider lab, and others have aws; give all regions one provider",
        "cluster: { primary: dr-lab-primary, secondary: dr-lab-secondary } | secrets: [] |"
            + " is given twice",
        "ecsService: dr-lab-service | autoScalingGroup: web |"
            + " says neither or both of where the service runs",
        "mode: dns | mode: proxy | is not led by a name, and on AWS there is no proxy; write 'mode:"
            + " dns' or 'mode: accelerator'",
        "logins: [app] | login: [app] | did you mean 'logins'?",
        "fence: guard | fence: api | is api, which closes the database by a 'fenceGroup', and there"
            + " is none; write 'fenceGroup'",
        "fence: guard | fence: api | are for a guard to keep out, and 'fence' is api; leave them"
            + " out",
        "logins: [app] | logins: [] | is guard, which keeps out 'logins', and there are none; write"
            + " those of the services",
        "subnetGroup: dr-lab-private | fenceGroup: sg-1 | is for the API to close by, and 'fence'"
            + " is guard; leave it out",
        "nameServers: [ns-1.awsdns-00.com, ns-513.awsdns-00.net, ns-1025.awsdns-00.org,"
            + " ns-1537.awsdns-00.co.uk] | nameServers: [] | names none",
        "secrets: [dr-lab/database] | secrets: [] | shares users between regions, but 'web' cannot"
            + " be bound to the other region's stores; write 'secrets' of a service on ECS",
        "hold: 10m | hold: 30s | holds a share for 30s, and users keep an answer for 1m",
        "hold: 10m | hold: 10m, maxErrorRate: 2% | has 'maxErrorRate', and on AWS nobody counts"
            + " requests"
      })
  void what_is_missing_or_wrong_is_told(String replace, String by, String told) {
    var before = example(WARM_STANDBY);
    assertThat(before).contains(replace);
    assertThat(AwsPlans.mistakes(before.replace(replace, by))).contains(told);
  }

  @Test
  void an_address_may_be_told_by_a_parameter_and_then_shares_need_no_secret() {
    var told =
        example(WARM_STANDBY)
            .replace(
                "fence: guard\n", "fence: guard\n          endpointParameter: /dr-lab/address\n")
            .replace("          secrets: [dr-lab/database]\n", "");
    var workload = AwsPlans.valid(told).workload("dr-lab");
    var web = workload.resources(Service.class).getFirst();
    assertThat(AwsService.of(web).orElseThrow().isTold(web, workload.resources().values()))
        .isTrue();
    assertThat(
            AwsDatabase.of(workload.resources(Database.class).getFirst())
                .flatMap(AwsDatabase::endpointParameter)
                .flatMap(it -> it.in("secondary")))
        .contains("/dr-lab/address");
    assertThat(
            AwsPlans.mistakes(told.replace("          endpointParameter: /dr-lab/address\n", "")))
        .contains("'endpointParameter' of its database");
    assertThat(AwsPlans.mistakes(told.replace("uses: [database, app-data]", "uses: [app-data]")))
        .contains("tells the address of 'database' by a parameter, and no service on ECS uses it");
  }

  /// DynamoDB has three sets of regions, and a table's regions are of one set.
  @Test
  void placements_in_all_regions_need_regions_of_one_set() {
    var text = example(WARM_STANDBY).replace("aws: { lease:", "aws: { placementsIn: all, lease:");
    assertThat(AwsPlans.mistakes(text))
        .contains(
            "DynamoDB keeps no table of strong consistency over ap-southeast-2, us-west-2,"
                + " eu-west-1; leave 'placementsIn: all' out")
        .hasLineCount(1);
    var plan =
        AwsPlans.valid(
            text.replace("region: ap-southeast-2", "region: us-east-1")
                .replace("region: eu-west-1", "region: us-east-2"));
    assertThat(AwsPlan.of(plan).placementRegions(plan))
        .as("the one that a failover leaves comes last")
        .extracting(it -> it.role())
        .containsExactly(Region.Role.ARBITER, Region.Role.RECOVERY, Region.Role.PRIMARY);
  }

  /// With this in the place of the logins, and with this trigger.
  private static String fenced(String by, String trigger) {
    var text =
        example(WARM_STANDBY)
            .replaceFirst("( *)fence: guard\n *logins: \\[app]", "$1" + by.replace("; ", "\n$1"))
            .replace("trigger: approval", "trigger: " + trigger);
    return by.startsWith("fence: api") ? AwsPlans.byApi(text) : text;
  }

  @Test
  void by_what_a_writer_is_fenced_is_one_choice_and_left_out_it_is_either() {
    assertFence("fence: guard; logins: [app]", true, false);
    assertFence("fence: api; fenceGroup: sg-1", false, true);
    assertFence("logins: [app]; fenceGroup: sg-1", true, true);
    assertFence("logins: [app]", true, false);
    assertFence("fence: guard; logins: [app]; guardSecret: shop/guard", true, false);
    assertThat(
            AwsPlans.mistakes(
                fenced("fence: api; fenceGroup: sg-1; guardSecret: shop/guard", "manual")))
        .contains("is for a guard to log in by, and 'fence' is api; leave it out");
  }

  private static void assertFence(String text, boolean byGuard, boolean byApi) {
    var workload = AwsPlans.valid(fenced(text, "manual")).workload("dr-lab");
    var fence = FenceChoice.of(workload.resources(Database.class).getFirst());
    assertThat(fence.isByGuard()).as(text).isEqualTo(byGuard);
    assertThat(fence.isByApi()).as(text).isEqualTo(byApi);
    assertThat(new AwsKind().traits().closesByApi(workload.resources(Database.class).getFirst()))
        .isEqualTo(byApi);
  }

  @Test
  void what_a_silent_region_fences_fails_over_by_no_one_but_a_person() {
    var api = "fence: api; fenceGroup: sg-1";
    assertThat(AwsPlans.mistakes(fenced(api, "automatic")))
        .contains(
            "fails over by itself, and [database] is fenced by an API that is silent with its"
                + " region; write 'fence: guard'");
    assertThat(AwsPlans.mistakes(fenced(api, "approval"))).isEmpty();
    assertThat(AwsPlans.mistakes(fenced("fence: guard; logins: [app]", "automatic"))).isEmpty();
  }

  /// Each would lead to a planned move, which no API fences, or do nothing.
  @Test
  void what_needs_a_guard_is_refused_beside_the_api() {
    var guarded = fenced("fence: guard; logins: [app]", "approval");
    assertThat(AwsPlans.mistakes(guarded)).isEmpty();
    var api =
        example(WARM_STANDBY)
            .replaceFirst(
                "fence: guard\n *logins: \\[app]", "fence: api\n          fenceGroup: sg-1");
    assertThat(AwsPlans.mistakes(AwsPlans.byApi(api))).isEmpty();
    assertThat(AwsPlans.mistakes(AwsPlans.byApi(api, "on: users")))
        .contains(
            "has 'on: users', which leads to a planned move, and 'fence: api' makes none; leave"
                + " 'on' of 'failover' out, or write 'fence: guard'");
    assertThat(
            AwsPlans.mistakes(
                AwsPlans.byApi(api)
                    .replace("shares: []", "shares: [], window: sat 02:00-05:00 UTC")))
        .contains(
            "has 'window', in which a planned move begins, and 'fence: api' makes none; leave"
                + " 'window' out, or write 'fence: guard'")
        .hasLineCount(1);
    for (var shared : List.of("shares: true", "shares: [5, 25, 50, 100]")) {
      assertThat(AwsPlans.mistakes(AwsPlans.byApi(api, shared)))
          .contains(
              "shares users on the way home, which is a planned move, and 'fence: api' makes none;"
                  + " leave 'shares' of the traffic out and write 'failback: { shares: [] }', or"
                  + " write 'fence: guard'");
    }
    assertThat(AwsPlans.mistakes(AwsPlans.byApi(api, "lease: 6s")))
        .contains(
            "has no guard, as no workload of the plan has, and 'lease' of its 'aws' is a guard's;"
                + " leave 'lease' out, or write 'fence: guard'");
  }

  /// The lease of one workload is none of another's.
  @Test
  void a_lease_stays_where_one_workload_has_a_guard() {
    var tiers =
        example("saas-tiers")
            .replaceFirst(
                "fence: guard\n *logins: \\[globex]", "fence: api\n          fenceGroup: sg-1");
    assertThat(AwsPlans.mistakes(tiers)).isEmpty();
  }

  @Test
  void one_lease_is_for_all_databases_of_a_workload() {
    var mixed =
        fenced("fence: api; fenceGroup: sg-1", "manual")
            .replace(
                "    resources:\n",
                "    resources:\n      spare: { type: database, aws: { dbInstance: spare, logins:"
                    + " [app] } }\n");
    assertThat(AwsPlans.mistakes(mixed))
        .contains("has [database] fenced by the API and [spare] by a guard");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tells: https://www.lamp.example/lifeboat-region | shares: false | lacks the key 'tells'",
        "tells: https://www.lamp.example/ | tells: www.lamp.example/ | write an address behind the"
            + " accelerator, such as https://shop.example.com/lifeboat-region",
        "tells: https://www.lamp.example/ | tells: https://my_host/ | is 'https://my_host/",
        "tells: https://www.lamp.example/ | tells: https://www.lamp.example/%zz | write an address",
        "mode: accelerator | mode: dns | has 'endpointGroup', which 'mode: dns' does not know"
      })
  void what_is_wrong_with_an_accelerator_is_told(String replace, String by, String told) {
    var before = example("lamp-pilot-light");
    assertThat(before).contains(replace);
    assertThat(AwsPlans.mistakes(before.replace(replace, by))).contains(told);
  }

  @Test
  void a_lease_out_of_its_range_does_not_exist() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new AwsPlan(
                "p",
                AwsPlan.Place.ARBITER,
                "j",
                "v",
                Duration.ofMinutes(1).plusNanos(1),
                Map.of(),
                NAMED))
        .withMessageContaining("lease");
  }

  private static String withReplication(String word) {
    return example(WARM_STANDBY)
        .replace("engine: postgresql\n", "engine: postgresql\n        replication: " + word + "\n");
  }

  /// No policy could allow another one.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "alias/shop",
        "{ secondary: 'arn:aws:kms:us-west-2:123456789012:alias/shop' }",
        "{ primary: 1234abcd, secondary: 'arn:aws:kms:us-west-2:123456789012:key/1234abcd' }"
      })
  void a_buckets_key_is_named_by_its_arn(String key) {
    assertThat(
            AwsPlans.mistakes(
                withBucket("aws: { bucket: a, replicationRole: role, kmsKey: %s }".formatted(key))))
        .contains("which is no ARN of a key; write one such as");
  }

  /// Goal: a region that is being lost is not taken for users who are out.
  @ParameterizedTest
  @CsvSource({"'', 5s, 'lasts 6s'", "'', 0s, 'of at least 6s'", "'lease: 20s', 19s, 'lasts 20s'"})
  void users_are_not_called_out_before_the_lease_is_over(String lease, String after, String told) {
    var text =
        example(WARM_STANDBY)
            .replace("on: users", "on: users, usersAfter: " + after)
            .replace("lease: 6s", lease.isEmpty() ? "lease: 6s" : lease);

    assertThat(AwsPlans.mistakes(text)).contains("workloads.dr-lab", told).hasLineCount(1);
    assertThat(AwsPlans.mistakes(text.replace("on: users, ", ""))).isEmpty();
    assertThat(AwsPlans.mistakes(text.replace("usersAfter: " + after, "usersAfter: 20s")))
        .isEmpty();
  }

  /// A promise is one whoever makes it.
  @Test
  void a_tier_promises_no_replication_that_aws_has_not() {
    var text =
        example(WARM_STANDBY)
            .replaceFirst(
                "\nworkloads:",
                "\ntiers: { basic: { replication: %s } }\nworkloads:".formatted("synchronous"))
            .replaceFirst("\n    objectives:", "\n    tier: basic\n    objectives:");

    assertThat(AwsPlans.mistakes(text)).contains("from its tier; AWS replicates later");
    assertThat(AwsPlans.mistakes(text.replace("synchronous", "asynchronous"))).isEmpty();
  }

  private static String withBucket(String keys) {
    return example(WARM_STANDBY)
        .replace(
            "    resources:\n",
            "    resources:\n      uploads: { type: bucket, %s }\n".formatted(keys));
  }

  @Test
  void a_bucket_says_where_it_is_and_who_replicates_it() {
    var plan =
        AwsPlans.valid(
            withBucket(
                "aws: { bucket: { primary: a, secondary: b }, replicationRole: role,"
                    + " replicationTimeControl: true, kmsKey: { secondary: '%s' } }"
                        .formatted(KEY)));
    var bucket =
        plan.workload("dr-lab")
            .resources(Bucket.class)
            .getFirst()
            .values()
            .find(AwsBucket.class)
            .orElseThrow();
    assertThat(bucket.bucket().in("secondary")).contains("b");
    assertThat(bucket.replicationRole().in("primary")).contains("role");
    assertThat(bucket.replicationTimeControl()).isTrue();
    assertThat(bucket.kmsKey().orElseThrow().in("secondary")).contains(KEY);
    assertThat(AwsPlans.mistakes(withBucket("aws: { bucket: a }")))
        .contains("lacks the key 'replicationRole'");
    assertThat(
            AwsPlans.mistakes(
                withBucket("replication: synchronous, aws: { bucket: a, replicationRole: r }")))
        .contains("is synchronous; S3 replicates later");
  }

  /// A replica of RDS in another region is asynchronous whatever a plan says: no RPO of zero.
  @ParameterizedTest
  @ValueSource(strings = {"synchronous", "synchronous-while-connected"})
  void a_database_cannot_be_replicated_before_it_acknowledges(String promise) {
    assertThat(AwsPlans.mistakes(withReplication(promise)))
        .contains("is %s; RDS replicates later".formatted(promise));
  }

  @Test
  void a_plan_without_an_arbiter_is_told() {
    var without =
        example(WARM_STANDBY)
            .replace(
                "  witness:   { provider: aws, role: arbiter,  aws: { region: eu-west-1 } }\n", "");
    assertThat(AwsPlans.mistakes(without))
        .contains("regions has no arbiter region; give a third region 'role: arbiter'");
  }

  @Test
  void a_resource_that_does_not_say_where_it_is_is_told() {
    var plan =
        example(WARM_STANDBY)
            .replace(
                "    resources:\n",
                "    resources:\n      spare: { type: database }\n      files: { type: bucket }\n");
    assertThat(AwsPlans.mistakes(plan).lines().toList())
        .isEqualTo(
            List.of(
                "p:14:7: workloads.dr-lab.resources.spare does not say where it is on AWS; write"
                    + " the key 'aws', see docs/plan-reference.md",
                "p:15:7: workloads.dr-lab.resources.files does not say where it is on AWS; write"
                    + " the key 'aws', see docs/plan-reference.md"));
  }
}
