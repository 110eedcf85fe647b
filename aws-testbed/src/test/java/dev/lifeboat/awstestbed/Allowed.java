package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.iam.IamRules;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Compares a policy with calls that were made: each must be allowed by IAM's rules, on what it was
/// made for, and nothing be allowed that was not needed.
public record Allowed(IamPolicy policy) {
  /// Of encrypted and monitored storage, proxies, images in ECR, parameters, Fargate, what
  /// instances are launched from, and parameter groups of databases; of objects that came late; and
  /// of the way home share by share. `UnseenNeedsTest` has a row of each that no call shows.
  public static final Set<String> DEPENDING =
      Set.of(
          "autoscaling:DescribeLaunchConfigurations",
          "ec2:DescribeLaunchTemplateVersions",
          "ecr:DescribeImages",
          "iam:PassRole",
          "kms:CreateGrant",
          "kms:DescribeKey",
          "rds:AddTagsToResource",
          "rds:DescribeDBProxyTargets",
          "rds:RebootDBInstance",
          "s3:AbortMultipartUpload",
          "s3:GetObjectVersion",
          "s3:GetObjectVersionTagging",
          "s3:ListBucket",
          "s3:PutObjectTagging",
          "secretsmanager:DescribeSecret",
          "servicequotas:GetAWSDefaultServiceQuota",
          "servicequotas:GetServiceQuota",
          "ssm:DescribeParameters");

  public void assertCovers(List<GatedCall> calls) {
    var rules = new IamRules(policy);
    calls.forEach(it -> rules.assertAllow(it.needed(), it.toString()));
  }

  public void assertNeeds(List<GatedCall> calls) {
    var allowed = new TreeSet<String>();
    policy.statements().forEach(it -> allowed.addAll(it.actions()));
    var used = new TreeSet<String>();
    calls.forEach(call -> call.needed().forEach(it -> used.add(it.action())));
    assertThat(used).containsAll(allowed);
  }

  /// The same, but for actions that depend on what is in the account.
  public void assertNeeds(List<GatedCall> calls, Set<String> butFor) {
    var needed =
        policy.statements().stream()
            .map(it ->
                new IamPolicy.Statement(
                    it.sid(),
                    it.effect(),
                    it.actions().stream().filter(action -> !butFor.contains(action)).toList(),
                    it.resources(),
                    it.conditions()))
            .toList();
    new Allowed(new IamPolicy(policy.version(), needed)).assertNeeds(calls);
  }
}
