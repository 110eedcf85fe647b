package dev.lifeboat.plan;

/// What AWS is told of a region of the plan.
///
/// @param region AWS's name of it, such as `eu-west-1`
public record AwsRegion(String region) {
  static final String RULE = "write a region of AWS, such as eu-west-1";

  static boolean isRegion(String text) {
    return text.matches("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}");
  }

  public AwsRegion {
    if (!isRegion(region)) {
      throw new IllegalArgumentException("'" + region + "' is no region of AWS");
    }
  }
}
