package dev.lifeboat.plan;

import java.util.Optional;

/// What AWS is told of a region of the plan.
///
/// @param region AWS's name of it, such as `eu-west-1`
/// @param assumeRole ARN of the role as which calls into the region are made; empty for whoever
///   makes them
public record AwsRegion(String region, Optional<String> assumeRole) {
  static final String RULE = "write a region of AWS, such as eu-west-1";
  static final String ROLE_RULE =
      "write the ARN of a role, such as arn:aws:iam::123456789012:role/lifeboat";

  static boolean isRegion(String text) {
    return text.matches("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}");
  }

  /// Of any partition of AWS, with or without a path before its name.
  static boolean isRole(String text) {
    return text.matches("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,576}");
  }

  /// One that is called as whoever calls it.
  public AwsRegion(String region) {
    this(region, Optional.empty());
  }

  public AwsRegion {
    if (!isRegion(region)) {
      throw new IllegalArgumentException("'" + region + "' is no region of AWS");
    }
    if (!assumeRole.map(AwsRegion::isRole).orElse(true)) {
      throw new IllegalArgumentException("'" + assumeRole.get() + "' is no ARN of a role");
    }
  }
}
