package dev.lifeboat.aws.iac;

import java.util.List;

/// A kind of thing that runs change, as Terraform's provider for AWS and CloudFormation call it and
/// what is changed of it. What they change besides is not theirs to set: objects, items, versions.
///
/// Source: the resource pages of Terraform's AWS provider, version 6; the template reference of the
/// CloudFormation user guide.
@SuppressWarnings("ImmutableEnumChecker") // Its lists are made by List.of.
public enum InfrastructureKind {
  /// A run renames the instance that makes way and gives its name to another one. Terraform follows
  /// the old one, by its `DbiResourceId`; CloudFormation follows the name.
  DATABASE(
      "aws_db_instance",
      List.of(
          "replicate_source_db",
          "backup_retention_period",
          "multi_az",
          "parameter_group_name",
          "vpc_security_group_ids",
          "deletion_protection",
          "iam_database_authentication_enabled",
          "copy_tags_to_snapshot",
          "max_allocated_storage",
          "monitoring_interval",
          "monitoring_role_arn",
          "performance_insights_enabled",
          "enabled_cloudwatch_logs_exports"),
      "AWS::RDS::DBInstance",
      "DBInstanceIdentifier",
      List.of(
          "SourceDBInstanceIdentifier",
          "BackupRetentionPeriod",
          "MultiAZ",
          "DBParameterGroupName",
          "VPCSecurityGroups",
          "DeletionProtection",
          "EnableIAMDatabaseAuthentication",
          "CopyTagsToSnapshot",
          "MaxAllocatedStorage",
          "MonitoringInterval",
          "MonitoringRoleArn",
          "EnablePerformanceInsights",
          "EnableCloudwatchLogsExports")),
  TASKS(
      "aws_ecs_service",
      List.of("desired_count"),
      "AWS::ECS::Service",
      "ServiceName",
      List.of("DesiredCount")),
  GROUP(
      "aws_autoscaling_group",
      List.of("min_size", "max_size", "desired_capacity"),
      "AWS::AutoScaling::AutoScalingGroup",
      "AutoScalingGroupName",
      List.of("DesiredCapacity")),
  /// Which of its versions is labelled `Bound`.
  SECRET(
      "aws_secretsmanager_secret_version",
      List.of("version_stages"),
      "AWS::SecretsManager::Secret",
      "Name",
      List.of("SecretString", "GenerateSecretString")),
  /// Whose address it holds.
  PARAMETER("aws_ssm_parameter", List.of("value"), "AWS::SSM::Parameter", "Name", List.of("Value")),
  BUCKET_POLICY(
      "aws_s3_bucket_policy",
      List.of("policy"),
      "AWS::S3::BucketPolicy",
      "Bucket",
      List.of("PolicyDocument")),
  BUCKET_REPLICATION(
      "aws_s3_bucket_replication_configuration",
      List.of("rule"),
      "AWS::S3::Bucket",
      "BucketName",
      List.of("ReplicationConfiguration")),
  ENDPOINT_GROUP(
      "aws_globalaccelerator_endpoint_group",
      List.of("traffic_dial_percentage"),
      "AWS::GlobalAccelerator::EndpointGroup",
      "EndpointGroupArn",
      List.of("TrafficDialPercentage"));

  private final String terraform;
  private final List<String> attributes;
  private final String cloudFormation;
  private final String identifier;
  private final List<String> properties;

  InfrastructureKind(
      String terraform,
      List<String> attributes,
      String cloudFormation,
      String identifier,
      List<String> properties) {
    this.terraform = terraform;
    this.attributes = attributes;
    this.cloudFormation = cloudFormation;
    this.identifier = identifier;
    this.properties = properties;
  }

  /// Its type in Terraform.
  public String terraform() {
    return terraform;
  }

  /// What runs change of it there.
  public List<String> attributes() {
    return attributes;
  }

  /// Its type in CloudFormation.
  public String cloudFormation() {
    return cloudFormation;
  }

  /// The property by which it is named.
  String identifier() {
    return identifier;
  }

  /// What runs change of it there.
  public List<String> properties() {
    return properties;
  }

  /// Whether another thing may bear its name after a run.
  public boolean isReplaced() {
    return this == DATABASE;
  }
}
