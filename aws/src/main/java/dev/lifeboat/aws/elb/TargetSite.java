package dev.lifeboat.aws.elb;

import dev.lifeboat.aws.AwsSite;

/// The target group of a service in one region of the plan.
///
/// @param awsRegion such as `us-west-2`
/// @param targetGroup its ARN
public record TargetSite(String awsRegion, String targetGroup) implements AwsSite {}
