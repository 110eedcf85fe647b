package drlab;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.NoncurrentVersionTransition;
import software.amazon.awscdk.services.s3.StorageClass;
import software.constructs.Construct;

/// A region's half of `app-data`. The primary's has the first rule, under the name that Lifeboat
/// gives it, and the role that may replicate both ways: a move turns the direction.
final class S3ReplicationPair extends Construct {
  static final String RULE = "lifeboat-app-data";

  private final LabSettings settings;

  S3ReplicationPair(LabStack stack, LabSettings settings, IKey key, IBucket logs) {
    super(stack, "AppData");
    this.settings = settings;
    var place = stack.place();
    var bucket =
        Bucket.Builder.create(this, "Bucket")
            .bucketName(settings.dataBucket(place))
            .versioned(true)
            .encryption(BucketEncryption.KMS)
            .encryptionKey(key)
            .bucketKeyEnabled(true)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .enforceSsl(true)
            .serverAccessLogsBucket(logs)
            .serverAccessLogsPrefix("app-data/")
            .lifecycleRules(List.of(oldVersions()))
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    if (place == LabRegion.PRIMARY) {
      ((CfnBucket) bucket.getNode().getDefaultChild())
          .setReplicationConfiguration(
              CfnBucket.ReplicationConfigurationProperty.builder()
                  .role(role().getRoleArn())
                  .rules(List.of(rule(place.other(), key)))
                  .build());
    }
  }

  /// What the service does with its region's half, and no more: it deletes nothing.
  static void letIn(TaskDefinition tasks, String bucketArn, IKey key) {
    var role = tasks.getTaskRole();
    allow(role, List.of(bucketArn), "s3:ListBucket");
    allow(role, List.of(bucketArn + "/*"), "s3:GetObject", "s3:PutObject");
    allow(role, List.of(key.getKeyArn()), "kms:Decrypt", "kms:GenerateDataKey");
  }

  private static LifecycleRule oldVersions() {
    return LifecycleRule.builder()
        .id("old-versions")
        .noncurrentVersionTransitions(
            List.of(
                NoncurrentVersionTransition.builder()
                    .storageClass(StorageClass.INFREQUENT_ACCESS)
                    .transitionAfter(Duration.days(30))
                    .build()))
        .noncurrentVersionExpiration(Duration.days(90))
        .abortIncompleteMultipartUploadAfter(Duration.days(7))
        .build();
  }

  private CfnBucket.ReplicationRuleProperty rule(LabRegion to, IKey here) {
    // The plan names keys by their ARN. A replica has the id of its key; of one that is the other
    // region's own, the alias alone is known here.
    var theirKey =
        "arn:aws:kms:%s:%s:%s"
            .formatted(
                to.aws(),
                settings.account(),
                settings.useMultiRegionKms() ? "key/" + here.getKeyId() : settings.names().alias());
    return CfnBucket.ReplicationRuleProperty.builder()
        .id(RULE)
        .status("Enabled")
        .priority(1)
        .filter(CfnBucket.ReplicationRuleFilterProperty.builder().prefix("").build())
        .deleteMarkerReplication(
            CfnBucket.DeleteMarkerReplicationProperty.builder()
                .status(settings.s3ReplicateDeletes() ? "Enabled" : "Disabled")
                .build())
        .sourceSelectionCriteria(
            CfnBucket.SourceSelectionCriteriaProperty.builder()
                .sseKmsEncryptedObjects(
                    CfnBucket.SseKmsEncryptedObjectsProperty.builder().status("Enabled").build())
                .build())
        .destination(
            CfnBucket.ReplicationDestinationProperty.builder()
                .bucket(arn(to))
                .encryptionConfiguration(
                    CfnBucket.EncryptionConfigurationProperty.builder()
                        .replicaKmsKeyId(theirKey)
                        .build())
                .metrics(CfnBucket.MetricsProperty.builder().status("Enabled").build())
                .build())
        .build();
  }

  private Role role() {
    var role =
        Role.Builder.create(this, "Role")
            .roleName(settings.names().replicationRole())
            .description("S3 replicates as it, in either direction")
            .assumedBy(new ServicePrincipal("s3.amazonaws.com"))
            .build();
    var buckets = List.of(arn(LabRegion.PRIMARY), arn(LabRegion.SECONDARY));
    allow(role, buckets, "s3:GetReplicationConfiguration", "s3:ListBucket");
    allow(
        role,
        buckets.stream().map(it -> it + "/*").toList(),
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
        "s3:ReplicateObject",
        "s3:ReplicateDelete",
        "s3:ReplicateTags");
    for (var place : LabRegion.values()) {
      role.addToPolicy(ofTheKey(place));
    }
    return role;
  }

  /// By its alias: the ARN is known once its region's stack is made.
  private PolicyStatement ofTheKey(LabRegion place) {
    return PolicyStatement.Builder.create()
        .actions(List.of("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"))
        .resources(List.of("arn:aws:kms:%s:%s:key/*".formatted(place.aws(), settings.account())))
        .conditions(
            Map.of(
                "ForAnyValue:StringEquals",
                Map.of("kms:ResourceAliases", settings.names().alias()),
                "StringEquals",
                Map.of("kms:ViaService", "s3.%s.amazonaws.com".formatted(place.aws()))))
        .build();
  }

  private static void allow(IRole role, List<String> resources, String... actions) {
    role.addToPrincipalPolicy(
        PolicyStatement.Builder.create().actions(List.of(actions)).resources(resources).build());
  }

  private String arn(LabRegion place) {
    return settings.dataBucketArn(place);
  }
}
