package dev.lifeboat.aws;

import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// As whom calls are made.
///
/// @param byRegion ARNs of roles by AWS's names of regions; into others whoever runs this calls
/// @param global the region whose role asks what is AWS's as a whole, such as Route 53
public record AssumedRoles(Map<String, String> byRegion, String global) {
  /// Whoever runs this makes all calls.
  public static final AssumedRoles NONE = new AssumedRoles(Map.of(), "");

  public AssumedRoles {
    byRegion = Map.copyOf(byRegion);
  }

  /// As `plan` says. What is AWS's as a whole is asked as the recovery region's role, which is
  /// there when the primary region is not.
  public static AssumedRoles of(Plan plan) {
    var roles = new LinkedHashMap<String, String>();
    for (var region : plan.regions().values()) {
      AwsRegion.of(region)
          .ifPresent(
              there -> there.assumeRole().ifPresent(role -> roles.put(there.region(), role)));
    }
    return new AssumedRoles(roles, AwsRegion.of(plan.recovery()).map(AwsRegion::region).orElse(""));
  }

  Optional<String> in(String region) {
    return Optional.ofNullable(byRegion.get(region));
  }
}
