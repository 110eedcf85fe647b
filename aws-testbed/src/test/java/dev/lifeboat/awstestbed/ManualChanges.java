package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsApi;
import java.nio.file.Path;
import java.util.Map;

/// Changes that a person makes by hand in the recovery region of the warm standby, once it is
/// provisioned.
public record ManualChanges(TestBed bed, Path folder) {
  private static final String WEST = "us-west-2";

  /// What only shows, reports or lets people in, by its id in the template.
  public static final Map<String, String> REPORTS =
      Map.of(
          "Topic",
          "aws sns delete-topic %s --topic-arn arn:aws:sns:us-west-2:ID:lifeboat-dr-lab",
          "AlarmLagOfDatabase",
          "aws cloudwatch delete-alarms %s --alarm-names lifeboat-dr-lab-lag-of-database",
          "Dashboard",
          "aws cloudwatch delete-dashboards %s --dashboard-names lifeboat-dr-lab",
          "RoleWatch",
          "aws iam detach-role-policy %s --role-name lifeboat-dr-lab-watch --policy-arn"
              + " $(aws iam list-attached-role-policies %s --role-name lifeboat-dr-lab-watch"
              + " --query 'AttachedPolicies[0].PolicyArn' --output text)"
              + " && aws iam delete-role %s --role-name lifeboat-dr-lab-watch");

  /// Changes of what stays, by the property that they change.
  public static final Map<String, String> CHANGES =
      Map.of(
          "/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled true -> false",
          "aws dynamodb update-continuous-backups %s --table-name lifeboat-votes"
              + " --point-in-time-recovery-specification PointInTimeRecoveryEnabled=false",
          "/ActionsEnabled true -> false",
          "aws cloudwatch disable-alarm-actions %s --alarm-names lifeboat-dr-lab-backups-failed",
          "/VersioningConfiguration/Status Enabled -> Suspended",
          "aws s3api put-bucket-versioning %s --bucket dr-lab-routes-secondary"
              + " --versioning-configuration Status=Suspended");

  /// Types it, with the region and the account put in.
  public void type(String command) throws Exception {
    var line = command.replace("%s", "--region " + WEST).replace(":ID:", ":" + bed.account() + ":");
    var typed = new AwsTerminal(bed, folder, Map.of()).type(line);
    assertThat(typed.exitCode()).as("%s", typed).isZero();
  }

  /// Lets a table be deleted: Debian's command line is older than that option.
  public void unprotect(String table) {
    var _ =
        bed.clients()
            .client(AwsApi.dynamo(), WEST)
            .updateTable(it -> it.tableName(table).deletionProtectionEnabled(false));
  }
}
