package dev.lifeboat.provision;

import java.util.List;
import java.util.Map;

/// A plan's key, and the trail that it encrypts, as blocks of Terraform.
final class TerraformKeys {
  private TerraformKeys() {}

  static String arn(CloudResource.PlanKey key) {
    return TerraformBlocks.of("aws_kms_key", key, "arn");
  }

  static Map<String, Object> alias(CloudResource.PlanKey key) {
    return JsonTree.of(
        "name", key.alias(), "target_key_id", TerraformBlocks.of("aws_kms_key", key, "key_id"));
  }

  static Map<String, Object> trail(CloudResource.Trail trail) {
    return JsonTree.of(
        "count",
        TerraformBlocks.unlessNone(StackParameters.TRAIL),
        "name",
        trail.name(),
        "s3_bucket_name",
        TerraformBlocks.of("aws_s3_bucket", trail.bucket(), "id"),
        "kms_key_id",
        arn(trail.key()),
        "is_multi_region_trail",
        true,
        "include_global_service_events",
        true,
        "enable_log_file_validation",
        true,
        "depends_on",
        List.of("aws_s3_bucket_policy." + References.snake(trail.bucket().id())));
  }
}
