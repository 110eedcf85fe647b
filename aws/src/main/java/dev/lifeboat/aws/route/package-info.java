/// Where the users of a workload are sent on AWS: by objects in S3 that health checks of Route 53
/// read, so that no control plane is needed when a region is lost, nor for the shares of the way
/// home. Start at [dev.lifeboat.aws.route.RouteObjects].
///
/// Rules kept here:
///
/// - Only data planes are called: S3 in each region, and the zone's name servers.
/// - Two of three objects decide, as two of three votes do: no region that is lost, or comes back,
///   moves the users by itself.
@NullMarked
package dev.lifeboat.aws.route;

import org.jspecify.annotations.NullMarked;
