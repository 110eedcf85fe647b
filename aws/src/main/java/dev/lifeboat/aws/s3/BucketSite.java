package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.AwsSite;

/// Where one region of the plan keeps its half of a bucket.
///
/// @param awsRegion such as `us-west-2`
/// @param bucket its name, unique in all of AWS
/// @param role ARN of the role as which S3 replicates from it to the other one
public record BucketSite(String awsRegion, String bucket, String role) implements AwsSite {
  /// As policies and rules name it.
  public String arn() {
    return "arn:aws:s3:::" + bucket;
  }
}
