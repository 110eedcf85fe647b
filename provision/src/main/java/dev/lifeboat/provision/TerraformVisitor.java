package dev.lifeboat.provision;

import java.util.Base64;
import java.util.Map;

/// A visitor as blocks of Terraform, whose provider takes a script in an archive alone.
record TerraformVisitor(References references, CloudResource.Visitor visitor) {
  Map<String, Object> code() {
    return JsonTree.of(
        "bucket",
        references.terraform(visitor.artefacts().bucket()),
        "key",
        visitor.artefacts().code(),
        "content_base64",
        Base64.getEncoder().encodeToString(StoredScript.archive(visitor.script())));
  }

  Map<String, Object> block() {
    var place = visitor.artefacts();
    return JsonTree.of(
        "name",
        visitor.name(),
        "handler",
        VisitorProperties.HANDLER,
        "s3_bucket",
        TerraformBlocks.of("aws_s3_object", visitor, "bucket"),
        "s3_key",
        TerraformBlocks.of("aws_s3_object", visitor, "key"),
        "s3_version",
        TerraformBlocks.of("aws_s3_object", visitor, "version_id"),
        "runtime_version",
        references.terraform(visitor.runtime()),
        "execution_role_arn",
        TerraformBlocks.of("aws_iam_role", visitor.role(), "arn"),
        "artifact_s3_location",
        references.terraform("s3://%s/%s".formatted(place.bucket(), place.seen())),
        "artifact_config",
        JsonTree.of("s3_encryption", JsonTree.of("encryption_mode", "SSE_S3")),
        "schedule",
        JsonTree.of("expression", VisitorPace.rate()),
        "run_config",
        JsonTree.of("timeout_in_seconds", VisitorPace.TIMEOUT.toSeconds()),
        "success_retention_period",
        Retention.DAYS,
        "failure_retention_period",
        Retention.DAYS,
        "start_canary",
        true,
        "delete_lambda",
        true);
  }
}
