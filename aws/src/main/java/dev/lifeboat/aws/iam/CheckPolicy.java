package dev.lifeboat.aws.iam;

import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.sites.AwsSites;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What `check` asks beside what a failover's preview does. It reads pages of all there is, which
/// have no narrower resource.
record CheckPolicy(Map<String, List<String>> statements) {
  private static final String[] TASKS = {
    "ecr:DescribeImages", "ecs:DescribeTaskDefinition", "ssm:DescribeParameters"
  };
  private static final String[] GROUPS = {
    "autoscaling:DescribeLaunchConfigurations",
    "ec2:DescribeImages",
    "ec2:DescribeInstanceTypes",
    "ec2:DescribeLaunchTemplateVersions"
  };
  private static final String[] QUOTAS = {
    "servicequotas:GetAWSDefaultServiceQuota", "servicequotas:GetServiceQuota"
  };

  /// Allows it where the plan has something of that kind.
  private CheckPolicy allow(String sid, boolean isThere, String... actions) {
    if (isThere) {
      statements.put(sid, List.of(actions));
    }
    return this;
  }

  /// What a move asks before it changes anything, by the statement it is in.
  static Map<String, List<String>> ofMoves(AwsSites sites) {
    return new CheckPolicy(new LinkedHashMap<>())
        .allow("NeededKeys", !sites.databases().isEmpty(), "kms:DescribeKey")
        .allow("NeededTasks", !sites.tasks().isEmpty(), TASKS)
        .allow("NeededGroups", !sites.groups().isEmpty(), GROUPS)
        .allow("NeededQuotas", !sites.targets().isEmpty(), QUOTAS)
        .statements;
  }

  /// Actions by the statement they are in.
  static Map<String, List<String>> of(AwsSites sites) {
    return new CheckPolicy(new LinkedHashMap<>())
        .allow("CheckDatabases", !sites.databases().isEmpty(), databases(sites))
        .allow("CheckBuckets", !sites.buckets().isEmpty(), "cloudwatch:GetMetricData")
        .allow("CheckBucketKeys", hasKeys(sites), "kms:DescribeKey")
        .allow("CheckTasks", !sites.tasks().isEmpty(), TASKS)
        .allow(
            "CheckLimits",
            !sites.tasks().isEmpty(),
            "application-autoscaling:DescribeScalableTargets")
        .allow(
            "CheckSecrets",
            isAny(sites.tasks(), it -> !it.secrets().isEmpty()),
            "secretsmanager:ListSecrets")
        .allow("CheckGroups", !sites.groups().isEmpty(), GROUPS)
        .allow("CheckQuotas", !sites.targets().isEmpty(), QUOTAS)
        .allow(
            "CheckBalancers",
            !sites.targets().isEmpty(),
            "acm:ListCertificates",
            "elasticloadbalancing:DescribeListeners",
            "elasticloadbalancing:DescribeTargetGroups")
        .allow(
            "CheckDns",
            !sites.names().isEmpty(),
            "route53:GetCheckerIpRanges",
            "route53:GetHealthCheck",
            "route53:GetHealthCheckStatus",
            "route53:ListHostedZones",
            "route53:ListResourceRecordSets",
            "route53:TestDNSAnswer")
        .statements;
  }

  private static boolean hasKeys(AwsSites sites) {
    return sites.buckets().values().stream()
        .flatMap(it -> it.sites().all().stream())
        .anyMatch(it -> it.kmsKey().isPresent());
  }

  private static String[] databases(AwsSites sites) {
    var asked = new ArrayList<String>();
    asked.add("kms:DescribeKey");
    asked.add("rds:DescribeAccountAttributes");
    asked.add("rds:DescribeDBInstances");
    asked.add("rds:DescribeDBProxies");
    asked.add("rds:DescribeDBProxyTargets");
    if (isAny(sites.databases(), it -> it.parameterGroup().isPresent())) {
      asked.add("rds:DescribeDBParameterGroups");
    }
    if (isAny(sites.databases(), it -> it.subnetGroup().isPresent())) {
      asked.add("rds:DescribeDBSubnetGroups");
    }
    return asked.toArray(String[]::new);
  }

  private static <S> boolean isAny(Map<String, RegionSites<S>> sites, Predicate<S> what) {
    return sites.values().stream().flatMap(it -> it.all().stream()).anyMatch(what);
  }
}
