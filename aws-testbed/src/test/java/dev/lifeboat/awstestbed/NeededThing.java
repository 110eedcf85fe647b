package dev.lifeboat.awstestbed;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tools.jackson.databind.JsonNode;

/// What a plan names and `provision` does not make, as its `index.json` lists it.
public record NeededThing(String type, String id, String awsRegion) {
  /// An alarm on users is a look of one's own, and an experiment has no name before it is made.
  private static final Set<String> OF_NO_STACK =
      Set.of("AWS::CloudWatch::Alarm", "AWS::FIS::ExperimentTemplate");

  public static List<NeededThing> in(JsonNode index) {
    return index
        .path("needs")
        .valueStream()
        .map(it ->
            new NeededThing(
                it.path("type").asString(),
                it.path("id").asString(),
                it.path("awsRegion").asString()))
        .filter(it -> !OF_NO_STACK.contains(it.type))
        .toList();
  }

  /// What the service itself answers when it is asked for it; an error where there is none.
  public Object described(TestBed bed) {
    return switch (type) {
      case "AWS::RDS::DBInstance" ->
          bed.patient(RdsClient.builder(), awsRegion)
              .describeDBInstances(it -> it.dbInstanceIdentifier(id))
              .dbInstances()
              .getFirst();
      case "AWS::RDS::DBSubnetGroup" ->
          bed.patient(RdsClient.builder(), awsRegion)
              .describeDBSubnetGroups(it -> it.dbSubnetGroupName(id))
              .dbSubnetGroups()
              .getFirst();
      case "AWS::AutoScaling::AutoScalingGroup" ->
          bed.patient(AutoScalingClient.builder(), awsRegion)
              .describeAutoScalingGroups(it -> it.autoScalingGroupNames(id))
              .autoScalingGroups()
              .getFirst();
      case "AWS::ECS::Service" ->
          bed.patient(EcsClient.builder(), awsRegion)
              .describeServices(it -> it.cluster(part(0)).services(part(1)))
              .services()
              .getFirst();
      case "AWS::S3::Bucket" ->
          bed.patient(S3Client.builder().forcePathStyle(true), awsRegion)
              .getBucketVersioning(it -> it.bucket(id))
              .status();
      case "AWS::S3::BucketPolicy" ->
          bed.patient(S3Client.builder().forcePathStyle(true), awsRegion)
              .getBucketPolicy(it -> it.bucket(id))
              .policy();
      case "AWS::ElasticLoadBalancingV2::TargetGroup" ->
          bed.patient(ElasticLoadBalancingV2Client.builder(), awsRegion)
              .describeTargetGroups(it -> it.names(part(1)))
              .targetGroups()
              .getFirst();
      case "AWS::SecretsManager::Secret" ->
          bed.patient(SecretsManagerClient.builder(), awsRegion)
              .describeSecret(it -> it.secretId(id));
      case "AWS::KMS::Key" ->
          bed.patient(KmsClient.builder(), awsRegion).describeKey(it -> it.keyId(id)).keyMetadata();
      // Of every region, from the stack of the region that serves.
      case "AWS::IAM::Role" ->
          bed.patient(CloudFormationClient.builder(), TestBed.PRIMARY)
              .describeStackResources(it -> it.physicalResourceId(part(1)))
              .stackResources()
              .getFirst();
      default -> throw new IllegalArgumentException("nobody asks for " + type);
    };
  }

  private String part(int number) {
    return id.split("/", -1)[number];
  }
}
