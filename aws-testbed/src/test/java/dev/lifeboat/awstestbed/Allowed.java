package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Compares a policy with calls that were made: each must be allowed, and nothing be allowed that
/// was not needed.
public record Allowed(IamPolicy policy) {
  /// What AWS asks for without a call of that name: tags that come with an instance, that an object
  /// is missing instead of denied, the source of a copy and its tags, parts that are given up, a
  /// role that is handed on, and the use of a key that RDS grants itself.
  private static final Set<String> IMPLIED =
      Set.of(
          "iam:PassRole",
          "kms:CreateGrant",
          "rds:AddTagsToResource",
          "s3:AbortMultipartUpload",
          "s3:GetObjectVersion",
          "s3:GetObjectVersionTagging",
          "s3:ListBucket",
          "s3:PutObjectTagging");

  /// Of encrypted storage, images in ECR, parameters, Fargate, what instances are launched from,
  /// and parameter groups of databases; and of the way home share by share.
  public static final Set<String> DEPENDING =
      Set.of(
          "autoscaling:DescribeLaunchConfigurations",
          "ec2:DescribeLaunchTemplateVersions",
          "ecr:DescribeImages",
          "kms:DescribeKey",
          "rds:RebootDBInstance",
          "secretsmanager:DescribeSecret",
          "servicequotas:GetAWSDefaultServiceQuota",
          "servicequotas:GetServiceQuota",
          "ssm:DescribeParameters");

  private static final Map<String, String> OF_FIS =
      Map.of("POST", "StartExperiment", "GET", "GetExperiment", "DELETE", "StopExperiment");

  public void assertCovers(List<GatedCall> calls) {
    for (var call : calls) {
      assertThat(policy.statements())
          .as("statements that allow %s", call)
          .anyMatch(statement ->
              statement.actions().contains(action(call))
                  && statement.resources().stream().anyMatch(it -> isIn(call.region(), it)));
    }
  }

  public void assertNeeds(List<GatedCall> calls) {
    var allowed = new TreeSet<String>();
    policy.statements().forEach(it -> allowed.addAll(it.actions()));
    allowed.removeAll(IMPLIED);
    var used = new TreeSet<String>();
    calls.forEach(it -> used.add(action(it)));
    assertThat(used).containsAll(allowed);
  }

  private static boolean isIn(String region, String resource) {
    return resource.equals("*")
        || resource.startsWith("arn:aws:s3:::")
        || resource.startsWith("arn:aws:globalaccelerator::")
        || resource.split(":")[3].equals(region);
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

  private static String ofRoute53(String operation) {
    if (operation.endsWith("/hostedzone")) {
      return "ListHostedZones";
    }
    if (operation.endsWith("/rrset")) {
      return "ListResourceRecordSets";
    }
    if (operation.endsWith("/status")) {
      return "GetHealthCheckStatus";
    }
    if (operation.endsWith("/checkeripranges")) {
      return "GetCheckerIpRanges";
    }
    return operation.endsWith("/testdnsanswer") ? "TestDNSAnswer" : "GetHealthCheck";
  }

  private static String action(GatedCall call) {
    var operation = call.operation();
    if (call.service().equals("s3")) {
      return "s3:" + actionOfS3(operation);
    }
    if (call.service().equals("route53")) {
      return "route53:" + ofRoute53(operation);
    }
    if (call.service().equals("fis")) {
      return "fis:" + OF_FIS.get(operation.split(" ")[0]);
    }
    // CloudWatch signs its calls with the name that it had before.
    var service = call.service().equals("monitoring") ? "cloudwatch" : call.service();
    return "%s:%s".formatted(service, operation);
  }

  private static String actionOfS3(String operation) {
    var method = operation.split(" ")[0];
    var what = operation.contains("?") ? operation.substring(operation.indexOf('?') + 1) : "";
    var verb =
        method.equals("HEAD")
            ? "Get"
            : method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
    return switch (what) {
      case "delete" -> "DeleteObjectVersion"; // Each is named with its version.
      case "encryption" -> verb + "EncryptionConfiguration";
      case "list-type" -> "ListBucket";
      case "location" -> verb + "BucketLocation";
      case "policy" -> verb + "BucketPolicy";
      case "publicAccessBlock" -> verb + "BucketPublicAccessBlock";
      case "replication" -> verb + "ReplicationConfiguration";
      case "versioning" -> verb + "BucketVersioning";
      case "versions" -> "ListBucketVersions";
      default -> verb + "Object";
    };
  }
}
