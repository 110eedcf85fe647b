package dev.lifeboat.aws;

/// Where one region of a plan keeps a resource.
public interface AwsSite {

  /// AWS's name of the region, such as `us-west-2`.
  String awsRegion();
}
