package dev.lifeboat.provision.existing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.keys.AwsBucket;
import dev.lifeboat.aws.keys.AwsDatabase;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.keys.AwsService;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.PlanResult;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountThingsTest {
  private static final String HERE = "eu-west-1";
  private static final String THERE = "us-east-1";
  private static final PlanImport IMPORT = new PlanImport("shop", List.of(HERE, THERE));

  private final List<AccountItem> things = new ArrayList<>();

  private void stack(String region, String type, String id) {
    AccountItem.ofStack(region, "lamp", type, id).ifPresent(things::add);
  }

  private AccountFind found() {
    return new AccountFind(things, List.of());
  }

  private void database(String region, String id, String engine, String replicaOf) {
    AccountItem.ofStack(region, "lamp", "AWS::RDS::DBInstance", id)
        .ifPresent(it -> things.add(it.with(new DatabaseTraits(engine, replicaOf))));
  }

  private Workload workload() throws Exception {
    var made = IMPORT.ofThings("stack lamp", found());
    assertThat(made.facts()).isEqualTo(things.size());
    var read = AwsKeys.reader().read("made.yaml", made.text());
    assertThat(read).as(made.text()).isInstanceOf(PlanResult.Valid.class);
    return ((PlanResult.Valid) read).plan().workload("shop");
  }

  @Test
  void one_of_each_in_either_region_is_one_resource() throws Exception {
    stack(HERE, "AWS::RDS::DBInstance", "lamp-primary");
    stack(THERE, "AWS::RDS::DBInstance", "lamp-replica");
    stack(HERE, "AWS::S3::Bucket", "uploads-1a2b");
    stack(THERE, "AWS::S3::Bucket", "other-3c4d");
    stack(HERE, "AWS::ECS::Service", "arn:aws:ecs:eu-west-1:123456789012:service/lamp/web");
    stack(THERE, "AWS::ECS::Service", "arn:aws:ecs:us-east-1:123456789012:service/lamp-dr/web");
    var targets = "arn:aws:elasticloadbalancing:%s:123456789012:targetgroup/lamp/0123456789abcdef";
    stack(HERE, "AWS::ElasticLoadBalancingV2::TargetGroup", targets.formatted(HERE));
    stack(THERE, "AWS::ElasticLoadBalancingV2::TargetGroup", targets.formatted(THERE));
    stack(HERE, "AWS::Route53::HostedZone", "Z1234567890ABC");
    stack(HERE, "AWS::EC2::VPC", "vpc-1");

    var workload = workload();

    var database = workload.resources(Database.class).getFirst();
    assertThat(database.name()).isEqualTo("lamp");
    assertThat(AwsDatabase.of(database).orElseThrow().dbInstance().byRegion())
        .containsEntry("primary", "lamp-primary")
        .containsEntry("recovery", "lamp-replica");
    var web = workload.resources(Service.class).getFirst();
    var place = web.values().find(AwsService.class).orElseThrow();
    assertThat(place.cluster().orElseThrow().byRegion()).containsEntry("recovery", "lamp-dr");
    assertThat(place.targetGroup().in("recovery")).contains(targets.formatted(THERE));
    assertThat(web.uses()).hasSize(2);
    assertThat(IMPORT.ofThings("x", found()).text()).contains("--id Z1234567890ABC");
  }

  @Test
  void several_are_paired_by_their_names_and_what_has_no_like_is_missing() throws Exception {
    for (var name : List.of("orders", "users")) {
      stack(HERE, "AWS::RDS::DBInstance", name + "-primary");
      stack(THERE, "AWS::RDS::DBInstance", name + "-replica");
    }
    stack(HERE, "AWS::RDS::DBInstance", "audit");
    stack(HERE, "AWS::S3::Bucket", "shop-eu-west-1-images");

    var workload = workload();

    assertThat(workload.resources(Database.class).stream().map(Database::name))
        .containsExactly("orders", "users", "audit");
    var audit = workload.resources(Database.class).getLast();
    assertThat(AwsDatabase.of(audit).orElseThrow().dbInstance().in("recovery"))
        .contains("missing-db-recovery");
    var bucket = workload.resources(Bucket.class).getFirst();
    assertThat(bucket.name()).isEqualTo("shop-images");
    assertThat(bucket.values().find(AwsBucket.class).orElseThrow().bucket().in("recovery"))
        .contains("missing-bucket-recovery");
  }

  @Test
  void an_engine_and_a_source_of_a_replica_are_as_rds_says_them() throws Exception {
    var arn = "arn:aws:rds:eu-west-1:123456789012:db:";
    database(HERE, "ledger", "mysql", "");
    database(HERE, "other", "postgres", "");
    database(HERE, "ledger-reads", "mysql", "ledger");
    database(THERE, "west", "mysql", arn + "ledger");
    database(THERE, "aurora", "aurora-postgresql", "");

    var databases = workload().resources(Database.class);

    assertThat(databases.stream().map(it -> it.name() + " " + it.engine().name()))
        .containsExactlyInAnyOrder("ledger MYSQL", "other POSTGRESQL");
    var made = IMPORT.ofThings("x", found());
    assertThat(made.text()).contains("recovery: west #");
    assertThat(made.unused().stream().map(UnusedKey::toString))
        .hasSize(2)
        .anyMatch(it -> it.contains("ledger-reads") && it.contains("within its region"))
        .anyMatch(it -> it.contains("aurora") && it.contains("no run moves it"));
  }

  /// Goal: no move of data to what is no copy of it.
  @Test
  void another_engine_and_a_source_in_the_recovery_region_are_no_copy() throws Exception {
    database(HERE, "shop", "mysql", "");
    database(THERE, "warehouse", "postgres", "");

    assertThat(IMPORT.ofThings("x", found()).text())
        .contains("primary: shop #", "recovery: missing-db-recovery", "engine: mysql")
        .contains("not taken: warehouse (its engine is 'postgres', and that of shop is 'mysql')");

    things.clear();
    database(HERE, "copy", "mysql", "arn:aws:rds:us-east-1:123456789012:db:shop");
    database(THERE, "shop", "mysql", "");

    assertThat(IMPORT.ofThings("x", found()).text())
        .contains("recovery: missing-db-recovery")
        .contains("not taken: shop (copy in eu-west-1 copies it: name its region first");
  }

  @Test
  void a_service_whose_cluster_nobody_says_lacks_one() throws Exception {
    stack(HERE, "AWS::ECS::Service", "arn:aws:ecs:eu-west-1:123456789012:service/web");

    assertThat(IMPORT.ofThings("x", found()).text())
        .contains("primary: missing-cluster-primary", "primary: web #")
        .doesNotContain("primary: default");
  }

  @Test
  void a_line_feed_in_a_comment_makes_no_key() {
    var draft = new PlanDraft();
    draft.comment("a\nplan: other");
    draft.choose("plan", "shop", "b\r\u2028c");

    assertThat(draft.text()).isEqualTo("# a?plan: other\nplan: shop # b??c\n");
  }

  @Test
  void what_could_not_be_looked_at_is_listed() throws Exception {
    database(HERE, "ledger", "mysql", "");
    var unknown = List.of(new UnusedKey("secret", "its tags may not be read"));
    var made = IMPORT.ofThings("x", new AccountFind(things, unknown));
    assertThat(made.lines()).contains("  not taken: secret (its tags may not be read)");
  }

  @Test
  void a_name_that_no_plan_takes_and_zones_that_are_several_are_listed() throws Exception {
    database(HERE, "ledger", "mysql", "");
    stack(HERE, "AWS::S3::Bucket", "Old_Bucket");
    stack(HERE, "AWS::Route53::HostedZone", "Z1");
    stack(HERE, "AWS::Route53::HostedZone", "Z2");

    assertThat(IMPORT.ofThings("x", found()).lines())
        .contains(
            "  not taken: Old_Bucket (a plan takes no such name)",
            "  not taken: Z1 (say which zone has the name of the users)",
            "  not taken: Z2 (say which zone has the name of the users)");
  }

  @Test
  void an_account_with_none_that_a_run_moves_is_told_why() {
    database(HERE, "books", "oracle-ee", "");
    assertThatExceptionOfType(UnreadableSource.class)
        .isThrownBy(() -> IMPORT.ofThings("x", found()))
        .withMessageContaining("books: its engine is 'oracle-ee'");
  }

  @Test
  void what_bears_a_tag_is_known_by_its_arn() {
    var arns =
        List.of(
            "arn:aws:rds:eu-west-1:123456789012:db:shop",
            "arn:aws:s3:::shop-images",
            "arn:aws:ecs:eu-west-1:123456789012:service/shop/web",
            "arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:1f:autoScalingGroupName/g",
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/t/0123456789abcdef",
            "arn:aws:route53:::hostedzone/Z1",
            "arn:aws:rds:eu-west-1:123456789012:subgrp:shop",
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/t/1");

    assertThat(
            arns.stream()
                .map(it -> AccountItem.ofArn(HERE, it, "app=shop"))
                .flatMap(Optional::stream)
                .map(it -> it.kind() + " " + it.id()))
        .containsExactly(
            "DATABASE shop",
            "BUCKET shop-images",
            "SERVICE shop/web",
            "GROUP g",
            "TARGETS " + arns.get(4),
            "ZONE Z1");
  }

  @Test
  void an_account_without_any_of_it_is_told() {
    assertThatExceptionOfType(UnreadableSource.class)
        .isThrownBy(() -> IMPORT.ofThings("stack lamp", found()))
        .withMessageContaining("stack lamp has nothing");
  }
}
