package drlab;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;

/// The bucket of a region's logs.
final class LogBucket {
  private LogBucket() {}

  /// With a key of S3's: load balancers write to no other.
  static Bucket in(LabStack stack, LabSettings settings) {
    return Bucket.Builder.create(stack, "Logs")
        .bucketName(settings.logBucket(stack.place()))
        .encryption(BucketEncryption.S3_MANAGED)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .enforceSsl(true)
        .lifecycleRules(
            List.of(LifecycleRule.builder().id("old").expiration(Duration.days(90)).build()))
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }
}
