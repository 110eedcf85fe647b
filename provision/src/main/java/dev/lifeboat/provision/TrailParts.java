package dev.lifeboat.provision;

import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.files.Sha256;
import dev.lifeboat.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A trail of CloudTrail in the recovery region, which is told of all others, and its bucket, whose
/// files nobody deletes before their time.
record TrailParts(Plan plan, StackNames names) {
  private static final int HASH = 12;

  List<CloudResource> all(CloudResource.PlanKey key) {
    var bucket =
        new CloudResource.PrivateBucket(
            "TrailLogs", Optional.of(bucket()), List.of(looks(), writes()), Optional.of(key), true);
    return List.of(bucket, new CloudResource.Trail("Trail", name(), bucket, key));
  }

  private String name() {
    return names.of("trail");
  }

  /// All the world's names are one space, and none is long.
  private String bucket() {
    var hash = Sha256.of(plan.name().getBytes(StandardCharsets.UTF_8)).substring(0, HASH);
    return "lifeboat-trail-%s-%s".formatted(hash, References.ACCOUNT);
  }

  /// Under which CloudTrail acts for this trail alone.
  Map<String, Map<String, List<String>>> ofTrail() {
    var arn =
        StackNames.ARNS.of("cloudtrail", AwsRegion.nameOf(plan.recovery()), "trail/" + name());
    return Map.of("StringEquals", Map.of("aws:SourceArn", List.of(arn)));
  }

  private ResourceStatement looks() {
    return allow("TrailLooks", "s3:GetBucketAcl", "arn:aws:s3:::" + bucket(), ofTrail());
  }

  private ResourceStatement writes() {
    var conditions = new TreeMap<String, List<String>>();
    ofTrail().values().forEach(conditions::putAll);
    conditions.put("s3:x-amz-acl", List.of("bucket-owner-full-control"));
    return allow(
        "TrailWrites",
        "s3:PutObject",
        "arn:aws:s3:::%s/AWSLogs/%s/*".formatted(bucket(), References.ACCOUNT),
        Map.of("StringEquals", conditions));
  }

  private static ResourceStatement allow(
      String sid,
      String action,
      String resource,
      Map<String, Map<String, List<String>>> conditions) {
    return new ResourceStatement(
        sid,
        ResourceStatement.Effect.ALLOW,
        ResourceStatement.Principal.service("cloudtrail"),
        List.of(action),
        List.of(resource),
        conditions);
  }
}
