package dev.lifeboat.provision;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/// Parts of a bucket of S3, each of which is a block of Terraform.
record TerraformBuckets(References references) {
  Map<String, Object> of(CloudResource.PrivateBucket bucket) {
    return JsonTree.of(
        "bucket",
        bucket.name().map(references::terraform),
        "object_lock_enabled",
        bucket.locked() ? Optional.of(true) : Optional.empty());
  }

  private static Map<String, Object> part(CloudResource.PrivateBucket bucket, Object... pairs) {
    var block = JsonTree.of("bucket", TerraformBlocks.of("aws_s3_bucket", bucket, "id"));
    block.putAll(JsonTree.of(pairs));
    return block;
  }

  static Map<String, Object> versioning(CloudResource.PrivateBucket bucket) {
    return part(bucket, "versioning_configuration", JsonTree.of("status", "Enabled"));
  }

  static Map<String, Object> accessBlock(CloudResource.PrivateBucket bucket) {
    return part(
        bucket,
        "block_public_acls",
        true,
        "block_public_policy",
        true,
        "ignore_public_acls",
        true,
        "restrict_public_buckets",
        true);
  }

  static Map<String, Object> ownership(CloudResource.PrivateBucket bucket) {
    return part(bucket, "rule", JsonTree.of("object_ownership", "BucketOwnerEnforced"));
  }

  static Map<String, Object> encryption(CloudResource.PrivateBucket bucket) {
    return part(
        bucket,
        "rule",
        JsonTree.of(
            "apply_server_side_encryption_by_default",
            JsonTree.of(
                "sse_algorithm",
                bucket.key().isPresent() ? "aws:kms" : "AES256",
                "kms_master_key_id",
                bucket.key().map(TerraformKeys::arn)),
            "bucket_key_enabled",
            bucket.key().isPresent() ? Optional.of(true) : Optional.empty()));
  }

  static Map<String, Object> lifecycle(CloudResource.PrivateBucket bucket) {
    var rules = new ArrayList<Object>();
    rules.add(
        JsonTree.of(
            "id",
            "old-versions",
            "status",
            "Enabled",
            "filter",
            JsonTree.of(),
            "noncurrent_version_expiration",
            JsonTree.of("noncurrent_days", Retention.DAYS),
            "abort_incomplete_multipart_upload",
            JsonTree.of("days_after_initiation", Retention.UPLOAD_DAYS)));
    bucket
        .passing()
        .ifPresent(it ->
            rules.add(
                JsonTree.of(
                    "id",
                    "passing",
                    "status",
                    "Enabled",
                    "filter",
                    JsonTree.of("prefix", it),
                    "expiration",
                    JsonTree.of("days", Retention.DAYS))));
    return part(bucket, "rule", rules);
  }

  static Map<String, Object> lock(CloudResource.PrivateBucket bucket) {
    return part(
        bucket,
        "rule",
        JsonTree.of(
            "default_retention", JsonTree.of("mode", "GOVERNANCE", "days", Retention.DAYS)));
  }
}
