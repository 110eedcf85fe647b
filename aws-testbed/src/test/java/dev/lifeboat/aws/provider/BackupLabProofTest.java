package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AccountInventory;
import dev.lifeboat.awstestbed.CdkApp;
import dev.lifeboat.awstestbed.StackThings;
import dev.lifeboat.awstestbed.TestBed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The stacks of backup and restore, from nothing to nothing: applied in the order that their page
/// has, each thing described, and removed by the page together with what a recovery made.
@Tag("proof")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@ExtendWith(TestBed.InTests.class)
final class BackupLabProofTest {
  private static final String EXAMPLE = "dr-lab-backup-restore";
  private static final String HOME = "ap-southeast-2";
  private static final String AWAY = "us-west-2";
  private static final SortedMap<String, String> PLACES =
      new TreeMap<>(
          Map.of(
              "PrimaryNetworkStack", HOME,
              "PrimaryDataStack", HOME,
              "BackupStack", AWAY,
              "PrimaryAppStack", HOME));

  /// What its page has people do before tasks are there.
  private static final String BETWEEN =
      """
      set -e
      for region in ap-southeast-2 us-west-2; do
        aws ecr put-image --region $region --repository-name backup-lab --image-tag 1 \\
          --image-manifest-media-type application/vnd.oci.image.manifest.v1+json --image-manifest '{"schemaVersion":2}'
      done
      aws secretsmanager put-secret-value --region ap-southeast-2 --secret-id backup-lab/database \\
        --secret-string '{"url":"of-the-test","user":"app","password":"of-the-test"}' --version-stages AWSCURRENT Bound
      aws secretsmanager put-secret-value --region us-west-2 --secret-id backup-lab/database \\
        --secret-string '{"user":"app","password":"of-the-test"}'
      """;

  /// Of what a recovery makes, that which does not go by itself.
  private static final String RECOVERED =
      """
      set -e
      export AWS_DEFAULT_REGION=us-west-2
      aws rds create-db-instance --db-instance-identifier backup-lab-restored --db-instance-class db.t3.medium \\
        --engine postgres --allocated-storage 20 --master-username owner --master-user-password never-to-be-read \\
        --deletion-protection
      aws rds wait db-instance-available --db-instance-identifier backup-lab-restored
      subnets=$(aws ec2 describe-subnets --query 'Subnets[:2].SubnetId' --output text | sed 's/[[:space:]]/","/')
      aws cloudformation create-stack --stack-name RecoveryNetworkStack \\
        --template-body '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic","Properties":{}}}}'
      aws cloudformation create-stack --stack-name RecoveryAppStack --template-body '{"Resources":{"Balancer":{
        "Type":"AWS::ElasticLoadBalancingV2::LoadBalancer","Properties":{"Name":"backup-lab-secondary",
        "Subnets":["'$subnets'"],"LoadBalancerAttributes":[{"Key":"deletion_protection.enabled","Value":"true"}]}}}}'
      """;

  /// What its page says stays.
  private static final List<String> LEFT =
      List.of(
          "ap-southeast-2 snapshot rds:backup-lab-db-*",
          "ap-southeast-2 snapshot backup-lab-db-last-*",
          "ap-southeast-2 secret backup-lab/database",
          "ap-southeast-2 images backup-lab",
          "ap-southeast-2 vault backup-lab",
          "us-west-2 snapshot rds:backup-lab-restored-*",
          "us-west-2 snapshot backup-lab-restored-last-*",
          "us-west-2 secret backup-lab/database",
          "us-west-2 images backup-lab",
          "us-west-2 vault backup-lab",
          "everywhere bucket backup-lab-logs-primary",
          "everywhere bucket backup-lab-logs-secondary",
          "everywhere bucket backup-lab-app-data-primary",
          "everywhere bucket backup-lab-app-data-secondary");

  @Test
  void its_stacks_are_applied_described_and_removed_by_its_page(
      TestBed.Accounts accounts, @TempDir Path folder) throws Exception {
    try (var bed = accounts.open()) {
      var zone = CdkApp.zone(bed);
      var app =
          CdkApp.synthesize(
              bed,
              EXAMPLE,
              context -> ((ObjectNode) context.get("config")).put("hosted_zone_id", zone),
              folder);
      app.types("cdk bootstrap");
      app.types("cdk deploy PrimaryNetworkStack PrimaryDataStack BackupStack");
      app.type(BETWEEN);
      app.types("cdk deploy --all");

      var things =
          StackThings.of(
              bed,
              folder,
              PLACES.entrySet().stream().map(it -> it.getValue() + ":" + it.getKey()).toList());
      for (var stack : PLACES.keySet()) {
        assertThat(things.of(stack))
            .as(stack)
            .containsExactlyInAnyOrderElementsOf(wanted(app.template(stack)))
            .hasSizeGreaterThan(10);
      }
      assertThat(inventory(bed, folder))
          .contains(
              "ap-southeast-2 plan backup-lab",
              "us-west-2 vault backup-lab",
              "ap-southeast-2 alarm backup-lab-backup-failed",
              "ap-southeast-2 alarm backup-lab-copy-missing",
              "us-west-2 alarm backup-lab-users-primary",
              "us-west-2 function BackupStack-DeploymentFunction",
              "us-west-2 parameter /backup-lab/recovery/vault")
          .doesNotContain("us-west-2 database backup-lab-restored");

      app.type(RECOVERED);
      app.remove("examples/%s/stacks.md".formatted(EXAMPLE));

      assertThat(inventory(bed, folder))
          .containsExactlyInAnyOrderElementsOf(CdkApp.andBootstrapped(LEFT));
    }
  }

  /// Logical names of a template.
  private static List<String> wanted(Path template) throws Exception {
    return JsonMapper.shared()
        .readTree(Files.readString(template))
        .path("Resources")
        .properties()
        .stream()
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> inventory(TestBed bed, Path folder) throws Exception {
    return AccountInventory.of(bed, folder, List.of(HOME, AWAY, "eu-west-1"));
  }
}
