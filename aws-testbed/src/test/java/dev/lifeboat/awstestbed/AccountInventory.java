package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// All that an account has which costs, holds data, or lets somebody do something.
public final class AccountInventory {
  private static final String LISTED =
      """
      set -e -o pipefail
      told() { tr '\\t' '\\n' | grep -v '^None$' | sed "s|^|$1 |" || true; }
      at() { local kind=$1; shift; aws "$@" --output text | told "$place $kind"; }
      for place in $REGIONS; do
        export AWS_REGION=$place AWS_DEFAULT_REGION=$place
        at stack cloudformation describe-stacks --query 'Stacks[].StackName'
        at database rds describe-db-instances --query 'DBInstances[].DBInstanceIdentifier'
        at snapshot rds describe-db-snapshots --query 'DBSnapshots[].DBSnapshotIdentifier'
        at subnets rds describe-db-subnet-groups --query 'DBSubnetGroups[].DBSubnetGroupName'
        at network ec2 describe-vpcs --filters Name=is-default,Values=false --query 'Vpcs[].VpcId'
        at address ec2 describe-addresses --query 'Addresses[].AllocationId'
        at image ec2 describe-images --owners self --query 'Images[].Name'
        at balancer elbv2 describe-load-balancers --query 'LoadBalancers[].LoadBalancerName'
        at group autoscaling describe-auto-scaling-groups --query 'AutoScalingGroups[].AutoScalingGroupName'
        for it in $(aws ecs list-clusters --query 'clusterArns[]' --output text); do
          at cluster ecs describe-clusters --clusters $it --query 'clusters[?status!=`INACTIVE`].clusterName'
        done
        at alarm cloudwatch describe-alarms --query 'MetricAlarms[].AlarmName'
        at dashboard cloudwatch list-dashboards --query 'DashboardEntries[].DashboardName'
        at topic sns list-topics --query 'Topics[].TopicArn'
        at function lambda list-functions --query 'Functions[].FunctionName'
        at machine stepfunctions list-state-machines --query 'stateMachines[].name'
        at secret secretsmanager list-secrets --query 'SecretList[].Name'
        at images ecr describe-repositories --query 'repositories[].repositoryName'
        at table dynamodb list-tables --query 'TableNames[]'
        at vault backup list-backup-vaults --query 'BackupVaultList[].BackupVaultName'
        at plan backup list-backup-plans --query 'BackupPlansList[].BackupPlanName'
        at parameter ssm describe-parameters --query 'Parameters[].Name'
        at key kms list-aliases --query 'Aliases[?!starts_with(AliasName,`alias/aws/`)].AliasName'
        at trail cloudtrail describe-trails --no-include-shadow-trails --query 'trailList[].Name'
      done
      place=everywhere
      at bucket s3api list-buckets --query 'Buckets[].Name'
      at role iam list-roles --query 'Roles[?!starts_with(Path,`/aws-service-role/`)].RoleName'
      at accelerator globalaccelerator list-accelerators --region us-west-2 --query 'Accelerators[].Name'
      """;

  private AccountInventory() {}

  /// Looks at each region, and at what belongs to none.
  ///
  /// @param folder of the terminal
  /// @return each as a region, a kind and a name
  public static List<String> of(TestBed bed, Path folder, List<String> regions)
      throws IOException, InterruptedException {
    return of(new AwsTerminal(bed, folder, Map.of()), regions);
  }

  /// As above, wherever the terminal's commands go otherwise.
  static List<String> of(AwsTerminal terminal, List<String> regions)
      throws IOException, InterruptedException {
    var listed = terminal.with("REGIONS", String.join(" ", regions)).type(LISTED);
    assertThat(listed.exitCode()).as("%s", listed).isZero();
    return listed.out().lines().map(it -> withoutChance(terminal.bed(), it)).toList();
  }

  /// Names end in what the account, the hour or CloudFormation gave.
  private static String withoutChance(TestBed bed, String line) {
    return line.replace(bed.account(), "ACCOUNT")
        .replaceAll("snapshot (rds:.*)-20[0-9-]+$", "snapshot $1-*")
        .replaceAll("-artefacts-[a-z0-9]+$", "-artefacts-*")
        .replaceAll("lifeboat-trail-[0-9a-f]+", "lifeboat-trail-*")
        .replaceAll("-(before-nuke|last)-[0-9]+$", "-$1-*");
  }
}
