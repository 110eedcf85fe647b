package dev.lifeboat.aws.autoscaling;

import dev.lifeboat.aws.AwsSite;

/// Where one region of the plan runs a service.
///
/// @param awsRegion such as `us-west-2`
/// @param group the name of the Auto Scaling group
public record GroupSite(String awsRegion, String group) implements AwsSite {}
