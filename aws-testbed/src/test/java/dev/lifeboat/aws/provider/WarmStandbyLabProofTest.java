package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AccountInventory;
import dev.lifeboat.awstestbed.AppliedLab;
import dev.lifeboat.awstestbed.CdkLab;
import dev.lifeboat.awstestbed.ShippedExample;
import dev.lifeboat.awstestbed.TestBed;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The warm standby's own stacks, from nothing to nothing: applied, provisioned, failed over,
/// reprotected, brought home, failed over again, removed.
@Tag("proof")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@ExtendWith(TestBed.InTests.class)
@ResourceLock(ShippedExample.WARM_STANDBY)
final class WarmStandbyLabProofTest {
  /// What the emulated CloudFormation cannot make: the service's own call made it. Nothing else.
  private static final List<String> BY_HAND =
      List.of(
          "PrimaryNetworkStack AWS::EC2::SecurityGroupEgress GroupsEntrancetoPrimaryNetworkStackGroupsTasks42508E248080C07D49FE",
          "PrimaryNetworkStack AWS::EC2::SecurityGroupEgress GroupsTaskstoPrimaryNetworkStackGroupsDatabaseB636612154326909747C",
          "PrimaryNetworkStack AWS::EC2::SecurityGroupEgress GroupsGuardstoPrimaryNetworkStackGroupsDatabaseB636612154321597DB40",
          "PrimaryDataStack AWS::SecretsManager::SecretTargetAttachment RdsInstanceSecretAttachment10A0858F",
          "PrimaryDataStack AWS::ECR::ReplicationConfiguration ImagesThere",
          "PrimaryDataStack Custom::CrossRegionExportWriter ExportsWriteruswest209BD44F0A7CF058B",
          "SecondaryNetworkStack AWS::EC2::SecurityGroupEgress GroupsEntrancetoSecondaryNetworkStackGroupsTasksDDE74650808034B68F29",
          "SecondaryNetworkStack AWS::EC2::SecurityGroupEgress GroupsTaskstoSecondaryNetworkStackGroupsDatabase284284825432B876ED4B",
          "SecondaryNetworkStack AWS::EC2::SecurityGroupEgress GroupsGuardstoSecondaryNetworkStackGroupsDatabase284284825432CE287F06",
          "SecondaryDataStack Custom::CrossRegionExportReader ExportsReader8B249524",
          "SecondaryDataStack AWS::KMS::ReplicaKey KeyReplicaD1B9C2E4",
          "SecondaryAppStack AWS::CertificateManager::Certificate app.example.com",
          "SecondaryAppStack AWS::SNS::TopicPolicy AlarmsPolicy5C860CFE",
          "SecondaryAppStack AWS::SNS::Subscription Alarmsyouremailexamplecom0571FA0A",
          "SecondaryAppStack AWS::CloudWatch::Alarm dr-lab-tasks-secondary",
          "SecondaryAppStack AWS::CloudWatch::Alarm dr-lab-5xx-secondary",
          "SecondaryAppStack AWS::CloudWatch::Alarm dr-lab-replication-secondary",
          "PrimaryAppStack AWS::CertificateManager::Certificate app.example.com",
          "PrimaryAppStack AWS::SNS::TopicPolicy AlarmsPolicy5C860CFE",
          "PrimaryAppStack AWS::SNS::Subscription Alarmsyouremailexamplecom0571FA0A",
          "PrimaryAppStack AWS::CloudWatch::Alarm dr-lab-tasks-primary",
          "PrimaryAppStack AWS::CloudWatch::Alarm dr-lab-5xx-primary",
          "PrimaryAppStack AWS::CloudWatch::Alarm dr-lab-replication-primary",
          "PrimaryAppStack AWS::CloudWatch::Alarm dr-lab-users-secondary",
          "RoutingAndDROrchestrationStack AWS::CloudWatch::Alarm dr-lab-users-primary",
          "RoutingAndDROrchestrationStack AWS::CloudWatch::Alarm dr-lab-over-rto",
          "ObservabilityStack AWS::CloudWatch::Alarm dr-lab-replica-lag",
          "ObservabilityStack AWS::CloudWatch::Dashboard DR-Lab-Dashboard");

  /// What the pages of the lab and of `unprovision` say stays, and what the CDK's bootstrap made.
  private static final List<String> LEFT =
      List.of(
          "ap-southeast-2 snapshot rds:dr-lab-db-*",
          "ap-southeast-2 secret dr-lab/database",
          "ap-southeast-2 images dr-lab",
          "ap-southeast-2 table lifeboat-journals",
          "ap-southeast-2 table lifeboat-votes",
          "ap-southeast-2 parameter /cdk-bootstrap/hnb659fds/version",
          "us-west-2 secret dr-lab/database",
          "us-west-2 images dr-lab",
          "us-west-2 table lifeboat-journals",
          "us-west-2 table lifeboat-votes",
          "us-west-2 parameter /cdk-bootstrap/hnb659fds/version",
          "us-west-2 parameter /lifeboat/dr-lab/provision/lock",
          "eu-west-1 table lifeboat-placements",
          "eu-west-1 table lifeboat-journals",
          "eu-west-1 table lifeboat-votes",
          "everywhere bucket cdk-hnb659fds-assets-ACCOUNT-ap-southeast-2",
          "everywhere bucket cdk-hnb659fds-assets-ACCOUNT-us-west-2",
          "everywhere bucket dr-lab-logs-primary",
          "everywhere bucket dr-lab-logs-secondary",
          "everywhere bucket dr-lab-app-data-primary",
          "everywhere bucket dr-lab-app-data-secondary",
          "everywhere bucket dr-lab-routes-primary",
          "everywhere bucket dr-lab-routes-secondary",
          "everywhere bucket dr-lab-routes-witness",
          "everywhere bucket lifeboat-dr-lab-recovery-artefacts-*",
          "everywhere bucket lifeboat-trail-*-ACCOUNT");

  @Test
  void applied_provisioned_moved_brought_home_moved_again_and_removed(
      TestBed.Accounts accounts, @TempDir Path folder) throws Exception {
    try (var bed = accounts.open()) {
      var stacks = CdkLab.apply(bed, folder);
      assertThat(stacks.byHand()).containsExactlyInAnyOrderElementsOf(BY_HAND);
      assertThat(AppliedLab.of(stacks).travelAndEnd()).containsExactlyInAnyOrderElementsOf(LEFT);
    }
  }

  /// Goal: whoever only tried it is rid of it, though the replica still follows its writer.
  @Test
  void applied_and_never_moved_it_is_removed_by_its_page(
      TestBed.Accounts accounts, @TempDir Path folder) throws Exception {
    try (var bed = accounts.open()) {
      CdkLab.apply(bed, folder).remove();

      assertThat(
              AccountInventory.of(bed, folder, List.of("ap-southeast-2", "us-west-2", "eu-west-1")))
          .containsExactlyInAnyOrderElementsOf(
              LEFT.stream()
                  .filter(it -> !it.contains("lifeboat") && !it.contains("-routes-"))
                  .toList());
    }
  }
}
