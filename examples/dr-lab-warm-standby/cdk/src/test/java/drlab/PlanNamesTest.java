package drlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `lifeboat.yaml` and the stacks speak of the same things.
class PlanNamesTest {
  private static final Object WORKLOAD = Lab.at(Lab.plan(), "workloads", "dr-lab");
  private static final Object RESOURCES = Lab.at(WORKLOAD, "resources");

  @Test
  void the_stacks_are_the_eight_and_each_is_in_its_region() {
    assertThat(Lab.AS_SHIPPED.stacks()).containsOnlyKeys(Lab.STACKS);
    Lab.AS_SHIPPED
        .stacks()
        .forEach((name, stack) ->
            assertThat(stack.getRegion())
                .as(name)
                .isEqualTo(Lab.at(Lab.plan(), "regions", region(name), "aws", "region")));
  }

  @Test
  void the_database_and_its_replica_have_the_plan_s_names() {
    for (var region : List.of("primary", "secondary")) {
      var stack = stack(region, "DataStack");
      assertThat(Lab.AS_SHIPPED.only(stack, "AWS::RDS::DBInstance"))
          .containsEntry(
              "DBInstanceIdentifier", Lab.at(RESOURCES, "database", "aws", "dbInstance", region));
      assertThat(Lab.AS_SHIPPED.only(stack, "AWS::RDS::DBSubnetGroup"))
          .containsEntry("DBSubnetGroupName", Lab.at(RESOURCES, "database", "aws", "subnetGroup"));
    }
    assertThat(Lab.at(RESOURCES, "database", "engine")).isEqualTo("postgresql");
    assertThat(Lab.AS_SHIPPED.only("PrimaryDataStack", "AWS::RDS::DBInstance"))
        .containsEntry("Engine", "postgres");
  }

  /// A promoted instance keeps its backups for as long as the plan says, or for a day.
  @ParameterizedTest
  @ValueSource(strings = {"lifeboat.yaml", "without-guard.yaml"})
  void backups_are_kept_as_long_after_a_move(String file) {
    var plan = Lab.read(Path.of("..", file));
    for (var region : List.of("primary", "secondary")) {
      var instance = Lab.AS_SHIPPED.only(stack(region, "DataStack"), "AWS::RDS::DBInstance");
      assertThat(((Number) instance.get("BackupRetentionPeriod")).intValue())
          .isEqualTo(
              Lab.at(
                  plan,
                  "workloads",
                  "dr-lab",
                  "resources",
                  "database",
                  "aws",
                  "backupRetentionDays"));
    }
  }

  @Test
  void buckets_role_and_direction_are_the_plan_s() {
    for (var region : List.of("primary", "secondary")) {
      assertThat(Lab.AS_SHIPPED.all(stack(region, "AppStack"), "AWS::S3::Bucket"))
          .extracting(it -> it.get("BucketName"))
          .contains(Lab.at(RESOURCES, "app-data", "aws", "bucket", region));
    }
    assertThat(Lab.at(RESOURCES, "app-data", "aws", "replicationRole").toString())
        .endsWith(":role/" + LabNames.WARM_STANDBY.replicationRole());
    assertThat(Lab.at(RESOURCES, "app-data", "replicateDeletes"))
        .isEqualTo(Lab.context(Map.of()).get("s3ReplicateDeletes"));
  }

  /// Goal: what a run makes anew is encrypted as what the stacks made, by a key of its own region.
  @ParameterizedTest
  @ValueSource(strings = {"lifeboat.yaml", "without-guard.yaml"})
  void keys_of_both_stores_are_the_plan_s_in_each_region(String file) {
    var plan = Lab.read(Path.of("..", file));
    var resources = Lab.at(plan, "workloads", "dr-lab", "resources");
    var arns = Lab.map(Lab.at(resources, "app-data", "aws", "kmsKey"));
    var multiRegion = (boolean) Lab.context(Map.of()).get("useMultiRegionKms");

    assertThat(arns).containsOnlyKeys("primary", "secondary");
    for (var region : arns.keySet()) {
      assertThat(Lab.AS_SHIPPED.only(stack(region, "DataStack"), "AWS::KMS::Alias"))
          .containsEntry("AliasName", Lab.at(resources, "database", "aws", "kmsKey"));
      assertThat(arns.get(region).toString())
          .startsWith(
              "arn:aws:kms:%s:123456789012:key/%s"
                  .formatted(
                      Lab.at(plan, "regions", region, "aws", "region"), multiRegion ? "mrk-" : ""));
      assertThat(Lab.AS_SHIPPED.only(stack(region, "DataStack"), "AWS::RDS::DBInstance"))
          .containsKey("KmsKeyId");
      assertThat(encryption(Lab.AS_SHIPPED, region)).isEqualTo("aws:kms");
    }
    assertThat(arns.values().stream().map(it -> it.toString().replaceAll(".*:", "")).distinct())
        .as("a replica of a key has its id")
        .hasSize(multiRegion ? 1 : 2);
  }

  private static Object encryption(Lab lab, String region) {
    var bucket =
        lab.all(stack(region, "AppStack"), "AWS::S3::Bucket").stream()
            .filter(it -> it.get("BucketName").equals("dr-lab-app-data-" + region))
            .findFirst()
            .orElseThrow();
    var rule = (List<?>) Lab.at(bucket, "BucketEncryption", "ServerSideEncryptionConfiguration");
    return Lab.at(rule.getFirst(), "ServerSideEncryptionByDefault", "SSEAlgorithm");
  }

  @Test
  void services_clusters_secret_and_how_many_tasks_are_the_plan_s() {
    for (var region : List.of("primary", "secondary")) {
      var stack = stack(region, "AppStack");
      assertThat(Lab.AS_SHIPPED.only(stack, "AWS::ECS::Cluster"))
          .containsEntry("ClusterName", Lab.at(RESOURCES, "web", "aws", "cluster", region));
      var service = Lab.AS_SHIPPED.only(stack, "AWS::ECS::Service");
      assertThat(service)
          .containsEntry("ServiceName", Lab.at(RESOURCES, "web", "aws", "ecsService"));
      assertThat(((Number) service.get("DesiredCount")).intValue())
          .isEqualTo(
              Lab.at(
                  RESOURCES, "web", "instances", region.equals("primary") ? "serving" : "standby"));
      assertThat(Lab.at(RESOURCES, "web", "aws", "targetGroup", region).toString())
          .contains(
              ":targetgroup/"
                  + Lab.AS_SHIPPED
                      .only(stack, "AWS::ElasticLoadBalancingV2::TargetGroup")
                      .get("Name")
                  + "/");
      assertThat(Lab.AS_SHIPPED.all(stack(region, "DataStack"), "AWS::SecretsManager::Secret"))
          .extracting(it -> it.get("Name"))
          .containsAll((List<?>) Lab.at(RESOURCES, "web", "aws", "secrets"));
    }
  }

  @Test
  void name_probes_and_alarms_are_the_plan_s() {
    var entry = Lab.at(RESOURCES, "entry", "aws");
    var settings = Lab.context(Map.of());

    assertThat(Lab.at(entry, "name")).isEqualTo(settings.get("domainName"));
    var of = Map.of("primary", "RoutingAndDROrchestrationStack", "secondary", "PrimaryAppStack");
    of.forEach((region, stack) -> {
      assertThat(Lab.AS_SHIPPED.only(stack, "AWS::Lambda::Function").toString())
          .contains(Lab.at(entry, "watch", "probe", region).toString());
      assertThat(Lab.AS_SHIPPED.all(stack, "AWS::CloudWatch::Alarm"))
          .extracting(it -> it.get("AlarmName"))
          .contains(Lab.at(entry, "watch", "alarm", region));
    });
  }

  @Test
  void objectives_and_machine_are_the_plan_s() {
    var settings = Lab.context(Map.of());

    assertThat(Lab.at(WORKLOAD, "objectives", "rto"))
        .isEqualTo(settings.get("rtoTargetMinutes") + "m");
    assertThat(Lab.at(WORKLOAD, "objectives", "rpo"))
        .isEqualTo((Integer) settings.get("rpoTargetSeconds") / 60 + "m");
    assertThat(Lab.at(Lab.plan(), "aws", "stateMachine"))
        .isEqualTo(RoutingAndDROrchestrationStack.MACHINE);
  }

  private static String region(String stack) {
    return stack.startsWith("Primary") ? "primary" : "secondary";
  }

  private static String stack(String region, String kind) {
    return region.substring(0, 1).toUpperCase(Locale.ROOT) + region.substring(1) + kind;
  }
}
