package dev.lifeboat.provision;

import java.util.Map;

/// A visitor as properties of CloudFormation.
record VisitorProperties(References references, CloudResource.Visitor visitor) {
  /// CloudFormation calls a script that stands in a template `index`.
  static final String HANDLER = "index.handler";

  Map<String, Object> all() {
    var place = visitor.artefacts();
    return JsonTree.of(
        "Name",
        visitor.name(),
        "Code",
        JsonTree.of("Handler", HANDLER, "Script", visitor.script()),
        "RuntimeVersion",
        references.cloudFormation(visitor.runtime()),
        "ExecutionRoleArn",
        CloudFormationPolicies.arn(visitor.role()),
        "ArtifactS3Location",
        references.cloudFormation("s3://%s/%s".formatted(place.bucket(), place.seen())),
        // A key of KMS would be one more right.
        "ArtifactConfig",
        JsonTree.of("S3Encryption", JsonTree.of("EncryptionMode", "SSE_S3")),
        "Schedule",
        JsonTree.of("Expression", VisitorPace.rate()),
        "RunConfig",
        JsonTree.of("TimeoutInSeconds", VisitorPace.TIMEOUT.toSeconds()),
        "SuccessRetentionPeriod",
        Retention.DAYS,
        "FailureRetentionPeriod",
        Retention.DAYS,
        "StartCanaryAfterCreation",
        true,
        "ProvisionedResourceCleanup",
        "AUTOMATIC");
  }
}
