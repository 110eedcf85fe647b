package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.PerRegion;

/// Where a watch on AWS looks, of each of the two regions.
///
/// @param probe an address of the region's own load balancer that answers with 2xx while users are
///   served there
/// @param alarm the name of an alarm of CloudWatch in the other region, which is in alarm while
///   users of this one are not served
public record AwsWatch(PerRegion probe, PerRegion alarm) {}
