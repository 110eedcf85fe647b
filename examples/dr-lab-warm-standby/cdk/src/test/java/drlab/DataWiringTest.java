package drlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;

/// Data that is kept, and what of it the other region has.
class DataWiringTest {
  private static final String INSTANCE = "AWS::RDS::DBInstance";

  @ParameterizedTest
  @ValueSource(strings = {"PrimaryDataStack", "SecondaryDataStack"})
  void a_database_is_private_in_two_zones_backed_up_and_not_deleted_by_mistake(String stack) {
    var template = Lab.AS_SHIPPED.of(stack);

    template.resourceCountIs(INSTANCE, 1);
    template.hasResource(
        INSTANCE, Map.of("DeletionPolicy", "Retain", "UpdateReplacePolicy", "Retain"));
    template.hasResourceProperties(
        INSTANCE,
        Map.of(
            "MultiAZ", true,
            "PubliclyAccessible", false,
            "DeletionProtection", true,
            "BackupRetentionPeriod", 7,
            "DeleteAutomatedBackups", false,
            "KmsKeyId", Match.anyValue()));
    template.hasResourceProperties(
        "AWS::RDS::DBParameterGroup",
        Map.of(
            "Parameters",
            Match.objectLike(Map.of("rds.force_ssl", "1", "rds.logical_replication", "1"))));
  }

  @Test
  void the_writer_is_encrypted_and_the_replica_follows_it_from_the_other_region() {
    var lab = Lab.AS_SHIPPED;

    lab.of("PrimaryDataStack")
        .hasResourceProperties(
            INSTANCE,
            Map.of("StorageEncrypted", true, "SourceDBInstanceIdentifier", Match.absent()));
    var replica = lab.only("SecondaryDataStack", INSTANCE);
    assertThat(replica.get("SourceRegion")).isEqualTo("ap-southeast-2");
    assertThat(replica.get("SourceDBInstanceIdentifier").toString())
        .contains(":rds:ap-southeast-2:123456789012:db:dr-lab-db");
    assertThat(replica).doesNotContainKeys("MasterUsername", "StorageEncrypted", "DBName");
    var writer = lab.only("PrimaryDataStack", INSTANCE);
    for (var alike :
        List.of(
            "DBInstanceClass", "StorageType", "AutoMinorVersionUpgrade", "MonitoringInterval")) {
      assertThat(replica.get(alike)).as(alike).isEqualTo(writer.get(alike));
    }
  }

  @Test
  void the_other_region_has_the_key_by_the_same_alias() {
    var lab = Lab.AS_SHIPPED;

    lab.of("PrimaryDataStack")
        .hasResourceProperties(
            "AWS::KMS::Key", Map.of("MultiRegion", true, "EnableKeyRotation", true));
    lab.of("SecondaryDataStack").resourceCountIs("AWS::KMS::Key", 0);
    lab.of("SecondaryDataStack").resourceCountIs("AWS::KMS::ReplicaKey", 1);
    for (var stack : List.of("PrimaryDataStack", "SecondaryDataStack")) {
      lab.of(stack).hasResourceProperties("AWS::KMS::Alias", Map.of("AliasName", "alias/dr-lab"));
    }
  }

  @Test
  void without_keys_of_several_regions_each_has_its_own_and_asks_the_other_for_nothing() {
    var lab = Lab.OTHERWISE;

    for (var stack : List.of("PrimaryDataStack", "SecondaryDataStack")) {
      lab.of(stack).hasResourceProperties("AWS::KMS::Key", Map.of("MultiRegion", false));
      lab.of(stack).hasResourceProperties("AWS::KMS::Alias", Map.of("AliasName", "alias/dr-lab"));
      lab.of(stack).resourceCountIs("AWS::KMS::ReplicaKey", 0);
      lab.of(stack).resourceCountIs("AWS::Lambda::Function", 0);
    }
  }

  @Test
  void images_are_in_both_regions_and_the_login_s_secret_is_no_replica() {
    var lab = Lab.AS_SHIPPED;

    for (var stack : List.of("PrimaryDataStack", "SecondaryDataStack")) {
      lab.of(stack)
          .hasResourceProperties(
              "AWS::ECR::Repository",
              Map.of("RepositoryName", "dr-lab", "ImageTagMutability", "IMMUTABLE"));
      lab.of(stack)
          .hasResourceProperties(
              "AWS::SecretsManager::Secret",
              Map.of(
                  "Name",
                  "dr-lab/database",
                  "KmsKeyId",
                  "alias/dr-lab",
                  "ReplicaRegions",
                  Match.absent(),
                  "GenerateSecretString",
                  Match.absent()));
      lab.of(stack).resourceCountIs("AWS::SecretsManager::RotationSchedule", 0);
    }
    assertThat(lab.only("PrimaryDataStack", "AWS::ECR::ReplicationConfiguration").toString())
        .contains("us-west-2");
  }
}
