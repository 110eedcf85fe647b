package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.KeyType;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import java.util.Optional;
import java.util.regex.Pattern;

/// A region of the plan as AWS is told of it.
///
/// @param region AWS's name of it, such as `eu-west-1`
/// @param assumeRole ARN of the role as which calls into the region are made; empty for whoever
///   makes them
public record AwsRegion(String region, Optional<String> assumeRole) {
  /// Of the partition `aws` alone: all ARNs that Lifeboat writes are of it.
  static final KeyType.Text<String> REGION =
      KeyType.Text.of(
          "text",
          Pattern.compile("(?!cn-|us-gov-|us-iso|eu-isoe-)[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}"),
          "write a region of AWS, such as eu-west-1, which is none of China or of a government");

  /// Of any partition of AWS, with or without a path before its name.
  static final KeyType.Text<String> ROLE =
      KeyType.Text.of(
          "text",
          Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]{1,576}"),
          "write the ARN of a role, such as arn:aws:iam::123456789012:role/lifeboat");

  /// What the plan says of `region`; empty if nothing.
  public static Optional<AwsRegion> of(Region region) {
    return region.values().find(AwsRegion.class);
  }

  /// AWS's name of a region; a plan whose provider is AWS has one for each.
  public static String nameOf(Region region) {
    return of(region).orElseThrow().region();
  }

  /// AWS's name of the first region of a plan that has a role; a plan has one for each.
  public static String nameOf(Plan plan, Region.Role role) {
    return nameOf(plan.regions(role).getFirst());
  }

  public AwsRegion {
    if (REGION.parse(region).isEmpty()) {
      throw new IllegalArgumentException("'" + region + "' is no region of AWS");
    }
    if (!assumeRole.equals(assumeRole.flatMap(ROLE::parse))) {
      throw new IllegalArgumentException("'" + assumeRole.get() + "' is no ARN of a role");
    }
  }
}
