package drlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;

/// The pair of buckets, and what replicates from one to the other.
class BucketWiringTest {
  private static final String BUCKET = "AWS::S3::Bucket";

  @ParameterizedTest
  @ValueSource(strings = {"Primary", "Secondary"})
  void buckets_are_private_encrypted_versioned_and_kept(String region) {
    var template = Lab.AS_SHIPPED.of(region + "AppStack");

    template.resourceCountIs(BUCKET, 2);
    template.allResources(BUCKET, Map.of("DeletionPolicy", "Retain"));
    template.allResourcesProperties(
        BUCKET,
        Map.of(
            "PublicAccessBlockConfiguration",
            Map.of(
                "BlockPublicAcls", true,
                "BlockPublicPolicy", true,
                "IgnorePublicAcls", true,
                "RestrictPublicBuckets", true),
            "BucketEncryption",
            Match.anyValue()));
    template.hasResourceProperties(
        BUCKET,
        Map.of(
            "BucketName", "dr-lab-app-data-" + region.toLowerCase(java.util.Locale.ROOT),
            "VersioningConfiguration", Map.of("Status", "Enabled"),
            "LoggingConfiguration", Match.anyValue()));
    assertThat(Lab.AS_SHIPPED.all(region + "AppStack", "AWS::S3::BucketPolicy"))
        .hasSize(2)
        .allSatisfy(it -> assertThat(it.toString()).contains("aws:SecureTransport"));
  }

  @Test
  void the_primary_replicates_everything_under_the_other_region_s_key() {
    var rule = rule(Lab.AS_SHIPPED);

    assertThat(rule.get("Id")).isEqualTo("lifeboat-app-data");
    assertThat(Lab.at(rule, "Filter", "Prefix")).isEqualTo("");
    assertThat(Lab.at(rule, "DeleteMarkerReplication", "Status")).isEqualTo("Disabled");
    assertThat(Lab.at(rule, "Destination", "Bucket"))
        .isEqualTo("arn:aws:s3:::dr-lab-app-data-secondary");
    assertThat(Lab.at(rule, "Destination", "Metrics", "Status")).isEqualTo("Enabled");
    assertThat(replicaKey(rule).toString())
        .as("by its ARN, as the plan names it; a replica has the id of the primary's key")
        .contains("arn:aws:kms:us-west-2:123456789012:key/", "Fn::ImportValue");
    assertThat(replicaKey(rule(Lab.OTHERWISE)))
        .isEqualTo("arn:aws:kms:us-west-2:123456789012:alias/dr-lab");
    assertThat(Lab.AS_SHIPPED.all("SecondaryAppStack", BUCKET))
        .noneMatch(it -> it.containsKey("ReplicationConfiguration"));
    assertThat(Lab.AS_SHIPPED.stacks().get("PrimaryAppStack").getDependencies())
        .as("S3 refuses a rule to a bucket that is not there")
        .extracting(it -> it.getStackName())
        .contains("SecondaryAppStack");
  }

  @Test
  void deletes_are_replicated_where_that_is_asked_for() {
    assertThat(Lab.at(rule(Lab.OTHERWISE), "DeleteMarkerReplication", "Status"))
        .isEqualTo("Enabled");
  }

  /// A move turns the direction, and makes no role.
  @Test
  void the_role_of_replication_may_both_ways() {
    var template = Lab.AS_SHIPPED.of("PrimaryAppStack");
    var policies = template.findResources("AWS::IAM::Policy");
    var policy =
        policies.entrySet().stream()
            .filter(it -> it.getKey().startsWith("AppDataRole"))
            .findFirst()
            .orElseThrow()
            .getValue()
            .toString();

    assertThat(policy)
        .contains(
            "arn:aws:s3:::dr-lab-app-data-primary/*", "arn:aws:s3:::dr-lab-app-data-secondary/*")
        .contains("s3.ap-southeast-2.amazonaws.com", "s3.us-west-2.amazonaws.com")
        .contains("kms:ResourceAliases=alias/dr-lab");
    template.hasResourceProperties("AWS::IAM::Role", Map.of("RoleName", "dr-lab-replication"));
  }

  private static Object replicaKey(Map<String, Object> rule) {
    return Lab.at(rule, "Destination", "EncryptionConfiguration", "ReplicaKmsKeyID");
  }

  private static Map<String, Object> rule(Lab lab) {
    var from =
        lab.all("PrimaryAppStack", BUCKET).stream()
            .filter(it -> it.containsKey("ReplicationConfiguration"))
            .toList();
    assertThat(from).hasSize(1);
    var rules = (List<?>) Lab.at(from.getFirst(), "ReplicationConfiguration", "Rules");
    assertThat(rules).hasSize(1);
    return Lab.map(rules.getFirst());
  }
}
