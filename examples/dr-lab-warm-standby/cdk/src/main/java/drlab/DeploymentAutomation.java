package drlab;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.backup.IBackupVault;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// The function that rebuilds the lab in the recovery region, under the name that the seed calls it
/// by. It makes one step a call, and refuses to begin before a person says who fenced the old
/// writer.
final class DeploymentAutomation extends Construct {
  static final String FUNCTION = "BackupStack-DeploymentFunction";

  private final BackupStack stack;
  private final String account;
  private final Role role;

  DeploymentAutomation(
      BackupStack stack, LabSettings settings, IBackupVault vault, TemplateStorage templates) {
    super(stack, "Deployment");
    this.stack = stack;
    this.account = settings.account();
    role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
    looks(vault);
    makes();
    binds();
    templates.readBy(role);
    var logs =
        LogGroup.Builder.create(this, "Logs")
            .logGroupName("/aws/lambda/" + FUNCTION)
            .retention(RetentionDays.ONE_YEAR)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    logs.grantWrite(role);
    Function.Builder.create(this, "Function")
        .functionName(FUNCTION)
        .description("Rebuilds the lab here out of its newest backup, one step a call")
        .runtime(Runtime.PYTHON_3_14)
        .handler("index.handler")
        .code(Code.fromAsset(source()))
        .timeout(Duration.minutes(1))
        .environment(Map.of("PARAMETERS", RecoveryParameters.path(stack)))
        .logGroup(logs)
        .role(role)
        .build();
  }

  /// ARN of the role by which the CDK's bootstrap lets CloudFormation make stacks.
  static String makesStacks(LabStack stack, String account) {
    return "arn:aws:iam::%1$s:role/cdk-hnb659fds-cfn-exec-role-%1$s-%2$s"
        .formatted(account, stack.place().aws());
  }

  /// Beside this class, wherever that lies.
  private static String source() {
    try {
      return java.nio.file.Path.of(DeploymentAutomation.class.getResource("recovery").toURI())
          .toString();
    } catch (java.net.URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void looks(IBackupVault vault) {
    allow(
        List.of(
            arn("ssm", "parameter" + RecoveryParameters.path(stack)),
            arn("ssm", "parameter" + RecoveryParameters.path(stack) + "/*"),
            arn("ssm", "parameter/cdk-bootstrap/hnb659fds/version")),
        "ssm:GetParametersByPath",
        "ssm:GetParameters");
    allow(List.of(vault.getBackupVaultArn()), "backup:ListRecoveryPointsByBackupVault");
    allow(List.of(arn("rds", "db:*")), "rds:DescribeDBInstances");
  }

  private void makes() {
    allow(
        List.of(
            arn("cloudformation", "stack/%s/*".formatted(RecoveryTemplates.NETWORK)),
            arn("cloudformation", "stack/%s/*".formatted(RecoveryTemplates.SERVICE))),
        "cloudformation:CreateStack",
        "cloudformation:DescribeStacks");
    allow(List.of(makesStacks(stack, account)), "iam:PassRole");
    allow(
        List.of(
            arn("rds", "db:" + stack.names().database(stack.place())),
            arn("rds", "snapshot:awsbackup:*"),
            // A restore is authorised on the option group too, which is the engine's default.
            arn("rds", "og:default:*"),
            arn("rds", "subgrp:" + stack.names().subnetGroup()),
            arn("rds", "pg:" + stack.names().parameterGroup())),
        "rds:RestoreDBInstanceFromDBSnapshot",
        "rds:AddTagsToResource");
  }

  private void binds() {
    allow(
        List.of(stack.stores().secretArn()),
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue");
    allow(
        List.of(stack.stores().keyArn()),
        "kms:CreateGrant",
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:GenerateDataKey");
  }

  private void allow(List<String> resources, String... actions) {
    role.addToPolicy(
        PolicyStatement.Builder.create().actions(List.of(actions)).resources(resources).build());
  }

  private String arn(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, stack.place().aws(), account, resource);
  }
}
