package dev.lifeboat.aws.accelerator;

import dev.lifeboat.aws.RegionSites;
import java.net.URI;
import java.util.List;

/// The accelerator that users of a traffic resource come by.
///
/// @param tells an address behind the accelerator at which each region's load balancer answers with
///   the region's name in the plan
/// @param groups ARN of the endpoint group of each of the two regions
/// @param shares by which users come home; empty for all at once
/// @param service that answers, whose health shows whether a share is borne
/// @param ready path of the service that answers 200 while it can take a user's write
public record AcceleratorSite(
    URI tells, RegionSites<String> groups, List<Integer> shares, String service, String ready) {
  public AcceleratorSite {
    shares = List.copyOf(shares);
  }
}
