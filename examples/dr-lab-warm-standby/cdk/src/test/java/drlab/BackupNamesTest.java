package drlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;

/// The plan of backup and restore, its stacks and the templates of a recovery speak of the same
/// things.
class BackupNamesTest {
  private static final Lab LAB = BackupLabs.AS_SHIPPED;

  @Test
  void the_stacks_are_the_four_and_each_is_in_its_region() {
    assertThat(LAB.stacks()).containsOnlyKeys(BackupLabs.STACKS);
    LAB.stacks()
        .forEach((name, stack) ->
            assertThat(stack.getRegion())
                .as(name)
                .isEqualTo(
                    BackupLabs.plan(
                        "regions",
                        name.startsWith("Primary") ? "primary" : "secondary",
                        "aws",
                        "region")));
  }

  @Test
  void the_file_has_the_seed_s_five_keys_and_the_users_name() {
    assertThat(config())
        .containsOnlyKeys(
            "primary_region",
            "secondary_region",
            "rto_target_hours",
            "rpo_target_hours",
            "alarm_email",
            "domain_name",
            "hosted_zone_id");
    for (var objective : List.of("rto", "rpo")) {
      assertThat(BackupLabs.plan("workloads", "backup-lab", "objectives", objective))
          .isEqualTo(config().get(objective + "_target_hours") + "h");
    }
    assertThat(of("entry", "name")).isEqualTo(config().get("domain_name"));
  }

  @Test
  void stores_are_the_plan_s_in_both_regions() throws Exception {
    assertThat(LAB.only("PrimaryDataStack", "AWS::RDS::DBInstance"))
        .containsEntry("DBInstanceIdentifier", of("database", "dbInstance", "primary"));
    assertThat(parameter("database")).isEqualTo(of("database", "dbInstance", "secondary"));
    assertThat(parameter("subnet-group"))
        .isEqualTo(of("database", "subnetGroup"))
        .isEqualTo(
            only(template("RecoveryNetworkStack"), "AWS::RDS::DBSubnetGroup")
                .get("DBSubnetGroupName"));
    assertThat(parameter("parameter-group"))
        .isEqualTo(
            only(template("RecoveryNetworkStack"), "AWS::RDS::DBParameterGroup")
                .get("DBParameterGroupName"));
    for (var stack : List.of("PrimaryDataStack", "BackupStack")) {
      assertThat(LAB.only(stack, "AWS::KMS::Alias"))
          .containsEntry("AliasName", of("database", "kmsKey"));
      assertThat(LAB.all(stack, "AWS::SecretsManager::Secret"))
          .extracting(it -> it.get("Name"))
          .containsAll((List<?>) of("web", "secrets"));
    }
    var halves = Map.of("primary", "PrimaryAppStack", "secondary", "BackupStack");
    halves.forEach((region, stack) -> {
      assertThat(LAB.all(stack, "AWS::S3::Bucket"))
          .extracting(it -> it.get("BucketName"))
          .contains(of("app-data", "bucket", region));
      assertThat(of("app-data", "kmsKey", region).toString())
          .startsWith(
              "arn:aws:kms:" + LAB.stacks().get(stack).getRegion() + ":123456789012:key/mrk-");
    });
    assertThat(of("app-data", "replicationRole").toString())
        .endsWith(":role/" + LabNames.BACKUP.replicationRole());
  }

  @Test
  void the_service_is_the_plan_s_here_and_in_the_template_of_there() throws Exception {
    var of =
        Map.of("primary", LAB.of("PrimaryAppStack"), "secondary", template("RecoveryAppStack"));
    for (var region : of.keySet()) {
      var template = of.get(region);
      assertThat(only(template, "AWS::ECS::Cluster"))
          .containsEntry("ClusterName", of("web", "cluster", region));
      assertThat(only(template, "AWS::ECS::Service"))
          .containsEntry("ServiceName", of("web", "ecsService"))
          .extractingByKey("DesiredCount")
          .hasToString("2");
      assertThat(of("web", "targetGroup", region).toString())
          .contains(
              ":targetgroup/%s/"
                  .formatted(
                      only(template, "AWS::ElasticLoadBalancingV2::TargetGroup").get("Name")));
    }
    var looks = Map.of("primary", "BackupStack", "secondary", "PrimaryAppStack");
    looks.forEach((region, stack) -> {
      assertThat(LAB.all(stack, "AWS::Lambda::Function").toString())
          .contains(of("entry", "watch", "probe", region).toString());
      assertThat(LAB.all(stack, "AWS::CloudWatch::Alarm"))
          .extracting(it -> it.get("AlarmName"))
          .contains(of("entry", "watch", "alarm", region));
    });
  }

  @ParameterizedTest
  @CsvSource({
    "primary_region, eu-west-1, the plan is of that region",
    "rpo_target_hours, 1, from 2 to 24",
    "rto_target_hours, soon, whole number",
    "domain_name, example.com, a name below a zone",
  })
  void a_wrong_value_is_refused_in_words(String key, String value, String words) {
    var config = new TreeMap<>(config());
    config.put(key, value);
    var app = new App(AppProps.builder().context(Map.of("config", config)).build());

    assertThatThrownBy(() -> BackupSettings.of(app)).hasMessageContaining(words);
  }

  static Object parameter(String name) {
    return parameter(LAB, name);
  }

  static Object parameter(Lab lab, String name) {
    return lab.all("BackupStack", "AWS::SSM::Parameter").stream()
        .filter(it -> it.get("Name").equals("/backup-lab/recovery/" + name))
        .findFirst()
        .orElseThrow()
        .get("Value");
  }

  static Template template(String stack) throws Exception {
    return BackupLabs.template(stack);
  }

  static Map<String, Object> only(Template template, String type) {
    var found = template.findResources(type).values();
    assertThat(found).as(type).hasSize(1);
    return Lab.map(found.iterator().next().get("Properties"));
  }

  private static Map<String, Object> config() {
    return Lab.map(BackupLabs.context().get("config"));
  }

  /// @param names below `aws` of the resource
  private static Object of(String resource, String... names) {
    return Lab.at(BackupLabs.plan("workloads", "backup-lab", "resources", resource, "aws"), names);
  }
}
