package dev.lifeboat.aws.iam;

import dev.lifeboat.aws.plan.AwsSites;
import dev.lifeboat.aws.rds.RdsSite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What `check` asks beside what a failover's preview does. It reads pages of all there is, which
/// have no narrower resource.
final class CheckPolicy {
  private CheckPolicy() {}

  /// What a move asks before it changes anything, by the statement it is in.
  static Map<String, List<String>> ofMoves(AwsSites sites) {
    var statements = new LinkedHashMap<String, List<String>>();
    if (!sites.databases().isEmpty()) {
      statements.put("NeededKeys", List.of("kms:DescribeKey"));
    }
    if (!sites.tasks().isEmpty()) {
      statements.put(
          "NeededTasks",
          List.of("ecr:DescribeImages", "ecs:DescribeTaskDefinition", "ssm:DescribeParameters"));
    }
    if (!sites.groups().isEmpty()) {
      statements.put(
          "NeededGroups",
          List.of(
              "autoscaling:DescribeLaunchConfigurations",
              "ec2:DescribeImages",
              "ec2:DescribeInstanceTypes",
              "ec2:DescribeLaunchTemplateVersions"));
    }
    if (!sites.targets().isEmpty()) {
      statements.put("NeededQuotas", List.of("servicequotas:GetServiceQuota"));
    }
    return statements;
  }

  /// Actions by the statement they are in.
  static Map<String, List<String>> of(AwsSites sites) {
    var statements = new LinkedHashMap<String, List<String>>();
    if (!sites.databases().isEmpty()) {
      var asked = new ArrayList<>(List.of("kms:DescribeKey", "rds:DescribeAccountAttributes"));
      asked.add("rds:DescribeDBInstances");
      if (isAnyNamed(sites, RdsSite::parameterGroup)) {
        asked.add("rds:DescribeDBParameterGroups");
      }
      if (isAnyNamed(sites, RdsSite::subnetGroup)) {
        asked.add("rds:DescribeDBSubnetGroups");
      }
      statements.put("CheckDatabases", asked);
    }
    if (!sites.buckets().isEmpty()) {
      statements.put("CheckBuckets", List.of("cloudwatch:GetMetricData"));
    }
    if (!sites.tasks().isEmpty()) {
      statements.put(
          "CheckTasks",
          List.of("ecr:DescribeImages", "ecs:DescribeTaskDefinition", "ssm:DescribeParameters"));
    }
    if (isAnySecretNamed(sites)) {
      statements.put("CheckSecrets", List.of("secretsmanager:ListSecrets"));
    }
    if (!sites.groups().isEmpty()) {
      statements.put(
          "CheckGroups",
          List.of(
              "autoscaling:DescribeLaunchConfigurations",
              "ec2:DescribeImages",
              "ec2:DescribeInstanceTypes",
              "ec2:DescribeLaunchTemplateVersions"));
    }
    if (!sites.targets().isEmpty()) {
      statements.put("CheckQuotas", List.of("servicequotas:GetServiceQuota"));
      statements.put(
          "CheckBalancers",
          List.of(
              "acm:ListCertificates",
              "elasticloadbalancing:DescribeListeners",
              "elasticloadbalancing:DescribeTargetGroups"));
    }
    if (!sites.names().isEmpty()) {
      statements.put(
          "CheckDns",
          List.of(
              "route53:GetHealthCheck",
              "route53:ListHostedZones",
              "route53:ListResourceRecordSets",
              "route53:TestDNSAnswer"));
    }
    return statements;
  }

  private static boolean isAnyNamed(AwsSites sites, Function<RdsSite, Optional<String>> group) {
    return sites.databases().values().stream()
        .flatMap(it -> it.values().stream())
        .anyMatch(it -> group.apply(it).isPresent());
  }

  private static boolean isAnySecretNamed(AwsSites sites) {
    return sites.tasks().values().stream()
        .flatMap(it -> it.values().stream())
        .anyMatch(it -> !it.secrets().isEmpty());
  }
}
