package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.AwsSite;
import java.util.Optional;

/// Place of one region's half of a bucket.
///
/// @param awsRegion such as `us-west-2`
/// @param bucket its name, unique in all of AWS
/// @param role ARN of the role as which S3 replicates from it to the other one
/// @param kmsKey ARN of the key of KMS that encrypts the replicas of what KMS encrypts in the other
public record BucketSite(String awsRegion, String bucket, String role, Optional<String> kmsKey)
    implements AwsSite {
  /// As policies and rules name it.
  public String arn() {
    return "arn:aws:s3:::" + bucket;
  }
}
