package drlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;

/// What of backup and restore is in the recovery region before it is needed, and who may rebuild
/// the rest.
class BackupWiringTest {
  private static final Lab LAB = BackupLabs.AS_SHIPPED;

  @Test
  void the_database_is_backed_up_twice_within_the_rpo_and_copied_to_the_other_region() {
    var plan = LAB.only("PrimaryAppStack", "AWS::Backup::BackupPlan");
    var rules = (List<?>) Lab.at(plan, "BackupPlan", "BackupPlanRule");
    assertThat(rules).hasSize(1);
    assertThat(Lab.at(rules.getFirst(), "ScheduleExpression")).isEqualTo("cron(0 0/2 * * ? *)");
    var copies = (List<?>) Lab.at(rules.getFirst(), "CopyActions");
    assertThat(copies).hasSize(1);
    assertThat(Lab.at(copies.getFirst(), "DestinationBackupVaultArn"))
        .isEqualTo("arn:aws:backup:us-west-2:123456789012:backup-vault:backup-lab");
    assertThat(Lab.at(copies.getFirst(), "Lifecycle", "DeleteAfterDays")).hasToString("35");
    assertThat(LAB.only("PrimaryAppStack", "AWS::Backup::BackupSelection").toString())
        .contains("arn:aws:rds:ap-southeast-2:123456789012:db:backup-lab-db");
    assertThat(LAB.stacks().get("PrimaryAppStack").getDependencies())
        .as("a copy goes to a vault that is there")
        .extracting(it -> it.getStackName())
        .contains("BackupStack");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PrimaryAppStack", "BackupStack"})
  void a_vault_is_kept_under_the_lab_s_key_and_nobody_deletes_out_of_it(String stack) {
    LAB.of(stack).allResources("AWS::Backup::BackupVault", Map.of("DeletionPolicy", "Retain"));
    var vault = LAB.only(stack, "AWS::Backup::BackupVault");
    assertThat(vault)
        .containsEntry("BackupVaultName", "backup-lab")
        .containsKey("EncryptionKeyArn");
    assertThat(vault.get("AccessPolicy").toString())
        .contains("Deny", "backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle");
  }

  @Test
  void a_backup_that_fails_and_one_that_does_not_arrive_are_alarms() {
    LAB.of("PrimaryAppStack")
        .hasResourceProperties(
            "AWS::CloudWatch::Alarm",
            Map.of(
                "AlarmName",
                "backup-lab-backup-failed",
                "MetricName",
                "NumberOfBackupJobsFailed",
                "DatapointsToAlarm",
                1,
                "AlarmActions",
                Match.anyValue()));
    LAB.of("PrimaryAppStack")
        .hasResourceProperties(
            "AWS::CloudWatch::Alarm",
            Map.of(
                "AlarmName", "backup-lab-copy-missing",
                "MetricName", "NumberOfCopyJobsCompleted",
                "EvaluationPeriods", 4,
                "TreatMissingData", "breaching",
                "AlarmActions", Match.anyValue()));
  }

  /// Goal: nothing of a recovery waits for the region that is lost, and nothing runs before it.
  @Test
  void the_recovery_region_has_all_it_needs_and_runs_nothing() throws Exception {
    var backup = LAB.of("BackupStack");
    for (var none : List.of("AWS::RDS::DBInstance", "AWS::ECS::Service", "AWS::EC2::VPC")) {
      backup.resourceCountIs(none, 0);
    }
    backup.resourceCountIs("AWS::KMS::ReplicaKey", 1);
    backup.resourceCountIs("AWS::ECR::Repository", 1);
    for (var template : BackupLabs.TEMPLATES) {
      assertThat(BackupLabs.template(template).toJSON().toString())
          .as(template)
          .doesNotContain("ap-southeast-2", "Custom::", "backup-lab-db");
    }
    assertThat(BackupLabs.template("RecoveryNetworkStack").toJSON().toString())
        .contains("DatabaseSecurityGroupId");
    assertThat(BackupLabs.template("RecoveryAppStack").toJSON().toString())
        .as("key and login are read where the stack is made")
        .contains("/backup-lab/recovery/key", "/backup-lab/recovery/secret")
        .contains("backup-lab-app-data-secondary", ":url:Bound:");
    for (var one : List.of("network", "application")) {
      assertThat(BackupNamesTest.parameter(one + "-template").toString())
          .contains("us-west-2", ".json");
    }
  }

  /// Goal: whoever knows the seed calls the function by its name. It can make what is missing, and
  /// neither change nor delete what is there.
  @Test
  void the_function_makes_what_is_missing_and_deletes_nothing() {
    var function =
        LAB.all("BackupStack", "AWS::Lambda::Function").stream()
            .filter(it -> "BackupStack-DeploymentFunction".equals(it.get("FunctionName")))
            .findFirst()
            .orElseThrow();
    assertThat(Lab.at(function, "Environment", "Variables", "PARAMETERS"))
        .isEqualTo("/backup-lab/recovery");
    var policy =
        LAB.of("BackupStack").findResources("AWS::IAM::Policy").entrySet().stream()
            .filter(it -> it.getKey().startsWith("DeploymentRole"))
            .findFirst()
            .orElseThrow()
            .getValue()
            .toString();
    assertThat(policy)
        .contains("rds:RestoreDBInstanceFromDBSnapshot", "db:backup-lab-restored")
        .as("all that a restore is authorised on")
        .contains("og:default:*", "pg:backup-lab", "snapshot:awsbackup:*", "subgrp:backup-lab")
        .contains("stack/RecoveryNetworkStack/*", "stack/RecoveryAppStack/*")
        .contains("role/cdk-hnb659fds-cfn-exec-role-123456789012-us-west-2")
        .doesNotContain("Delete", "Modify", "cloudformation:UpdateStack", "Resource=*,");
  }

  /// A load balancer of a stack that is made later writes its log to this bucket.
  @Test
  void the_log_of_the_entrance_is_let_into_the_bucket_that_waits_for_it() {
    assertThat(LAB.all("BackupStack", "AWS::S3::BucketPolicy").toString())
        .contains("logdelivery.elasticloadbalancing.amazonaws.com", "/balancer/*");
  }
}
