package dev.lifeboat.provision.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Goal: of each kind that is provisioned somebody tells that it is gone. Method: one of each is
/// deleted, and told as drift, as far as CloudFormation compares it; some are obstacles too.
final class GoneResourcesTest {
  /// Without these no move, proof or drill runs: [dev.lifeboat.aws.check] looks for each.
  private static final Set<String> OBSTACLES =
      Set.of(
          "AWS::DynamoDB::Table", // TableLook
          "AWS::KMS::Key", // TableLook: a table whose key is gone does not answer
          "AWS::Route53::HealthCheck", // HealthCheckLook, by --dns
          "AWS::Route53::RecordSet", // HostedZones, by --dns
          "AWS::S3::Bucket", // RouteLook
          "AWS::S3::BucketPolicy"); // RouteReadersLook, by --dns

  /// Shows, reports, or lets people and functions do what a person's command does as well.
  private static final Set<String> REPORTS =
      Set.of(
          "AWS::Budgets::Budget",
          "AWS::CloudTrail::Trail",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::IAM::ManagedPolicy",
          "AWS::IAM::Role",
          "AWS::KMS::Alias",
          "AWS::Lambda::Function",
          "AWS::Logs::LogGroup",
          "AWS::Logs::QueryDefinition",
          "AWS::SNS::Topic",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::Queue",
          "AWS::Scheduler::Schedule",
          "AWS::StepFunctions::StateMachine");

  @Test
  void each_kind_is_either_needed_or_reports_and_is_told_when_it_is_gone() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    var kinds = new TreeMap<String, Map.Entry<StackAddress, String>>();
    for (var at : memory.stacks.addresses()) {
      memory.stacks.stack(at).has.forEach((id, one) -> kinds.put(one.type(), Map.entry(at, id)));
    }
    assertThat(kinds.keySet()).allMatch(it -> OBSTACLES.contains(it) ^ REPORTS.contains(it));

    kinds.values().forEach(it -> memory.stacks.drift.delete(it.getKey(), it.getValue()));

    var drifts = memory.lookOnly().drift().drifts();
    assertThat(drifts)
        .allMatch(ResourceDrift::deleted)
        .extracting(ResourceDrift::type)
        .containsExactlyInAnyOrderElementsOf(kinds.keySet());
  }
}
