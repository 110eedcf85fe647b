package dev.lifeboat.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Buckets of S3 as properties of CloudFormation.
record BucketProperties(References references, CloudFormationPolicies policies) {
  /// Whoever has the right to can still shorten it, who makes a mistake cannot.
  private static final Map<String, Object> LOCK =
      JsonTree.of(
          "ObjectLockEnabled",
          "Enabled",
          "Rule",
          JsonTree.of(
              "DefaultRetention", JsonTree.of("Mode", "GOVERNANCE", "Days", Retention.DAYS)));

  Map<String, Object> of(CloudResource.PrivateBucket bucket) {
    return JsonTree.of(
        "BucketName",
        bucket.name().map(references::cloudFormation),
        "ObjectLockEnabled",
        bucket.locked() ? Optional.of(true) : Optional.empty(),
        "ObjectLockConfiguration",
        bucket.locked() ? Optional.of(LOCK) : Optional.empty(),
        "VersioningConfiguration",
        JsonTree.of("Status", "Enabled"),
        "PublicAccessBlockConfiguration",
        JsonTree.of(
            "BlockPublicAcls",
            true,
            "BlockPublicPolicy",
            true,
            "IgnorePublicAcls",
            true,
            "RestrictPublicBuckets",
            true),
        "OwnershipControls",
        JsonTree.of("Rules", List.of(JsonTree.of("ObjectOwnership", "BucketOwnerEnforced"))),
        "BucketEncryption",
        JsonTree.of("ServerSideEncryptionConfiguration", List.of(encryption(bucket))),
        "LifecycleConfiguration",
        JsonTree.of("Rules", rules(bucket)));
  }

  private static List<Object> rules(CloudResource.PrivateBucket bucket) {
    var rules = new ArrayList<Object>();
    rules.add(
        JsonTree.of(
            "Id",
            "old-versions",
            "Status",
            "Enabled",
            "NoncurrentVersionExpiration",
            JsonTree.of("NoncurrentDays", Retention.DAYS),
            "AbortIncompleteMultipartUpload",
            JsonTree.of("DaysAfterInitiation", Retention.UPLOAD_DAYS)));
    bucket
        .passing()
        .ifPresent(it ->
            rules.add(
                JsonTree.of(
                    "Id",
                    "passing",
                    "Status",
                    "Enabled",
                    "Prefix",
                    it,
                    "ExpirationInDays",
                    Retention.DAYS)));
    return rules;
  }

  /// A health check has no credentials, so it could not use a key of KMS.
  private static Map<String, Object> encryption(CloudResource.PrivateBucket bucket) {
    return bucket
        .key()
        .map(key ->
            JsonTree.of(
                "BucketKeyEnabled",
                true,
                "ServerSideEncryptionByDefault",
                JsonTree.of(
                    "SSEAlgorithm", "aws:kms", "KMSMasterKeyID", CloudFormationPolicies.arn(key))))
        .orElse(
            JsonTree.of("ServerSideEncryptionByDefault", JsonTree.of("SSEAlgorithm", "AES256")));
  }

  Map<String, Object> policy(CloudResource.PrivateBucket bucket) {
    var statements = new ArrayList<Object>();
    bucket.readers().forEach(it -> statements.add(policies.statement(it)));
    var tls = policies.statement(ResourceStatement.tlsAlone("s3:*", List.of()));
    tls.put(
        "Resource",
        List.of(
            CloudFormationPolicies.arn(bucket),
            JsonTree.of("Fn::Sub", "${%s.Arn}/*".formatted(bucket.id()))));
    statements.add(tls);
    return JsonTree.of(
        "Bucket",
        CloudFormationPolicies.ref(bucket),
        "PolicyDocument",
        policies.document(statements));
  }
}
