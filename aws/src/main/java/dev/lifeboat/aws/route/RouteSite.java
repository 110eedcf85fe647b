package dev.lifeboat.aws.route;

import dev.lifeboat.aws.AwsSite;

/// Place of one region's object of a traffic resource; each of the three regions has one.
///
/// @param awsRegion such as `us-west-2`
/// @param bucket in that region
/// @param key which Route 53's health checkers may read, from their addresses alone
public record RouteSite(String awsRegion, String bucket, String key) implements AwsSite {

  /// As policies name the object.
  public String arn() {
    return "arn:aws:s3:::%s/%s".formatted(bucket, key);
  }

  /// Where a health check asks for the object, at `/` and the key.
  public String host() {
    return "%s.s3.%s.amazonaws.com".formatted(bucket, awsRegion);
  }
}
