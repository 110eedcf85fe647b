package dev.lifeboat.provision;

import java.util.Map;

/// A plan's key, and the trail that it encrypts, as properties of CloudFormation.
record KeyProperties(CloudFormationPolicies policies) {
  static final String MEANS = "Encrypts tables, topic, artefacts and trail of a plan of Lifeboat";

  Map<String, Object> key(CloudResource.PlanKey key) {
    return JsonTree.of(
        "Description",
        MEANS,
        "EnableKeyRotation",
        true,
        "KeyPolicy",
        policies.document(key.users().stream().map(policies::statement).toList()));
  }

  static Map<String, Object> alias(CloudResource.PlanKey key) {
    return JsonTree.of("AliasName", key.alias(), "TargetKeyId", CloudFormationPolicies.ref(key));
  }

  static Map<String, Object> trail(CloudResource.Trail trail) {
    return JsonTree.of(
        "TrailName",
        trail.name(),
        "S3BucketName",
        CloudFormationPolicies.ref(trail.bucket()),
        "KMSKeyId",
        CloudFormationPolicies.arn(trail.key()),
        "IsLogging",
        true,
        "IsMultiRegionTrail",
        true,
        "IncludeGlobalServiceEvents",
        true,
        "EnableLogFileValidation",
        true);
  }
}
