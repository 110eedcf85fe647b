package dev.lifeboat.aws;

import dev.lifeboat.plan.Copies;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Where each of several regions of a plan keeps one resource.
///
/// @param resource its name in the plan
/// @param byRegion by the regions' names in the plan
public record RegionSites<S>(String resource, Map<String, S> byRegion) {

  public RegionSites {
    byRegion = Copies.ordered(byRegion);
  }

  /// Where it is in `region`.
  ///
  /// @throws IllegalArgumentException when the plan keeps nothing of it there
  public S in(String region) {
    return Optional.ofNullable(byRegion.get(region))
        .orElseThrow(
            () -> new IllegalArgumentException("no site of '" + resource + "' in " + region));
  }

  /// The other one of two regions.
  ///
  /// @throws IllegalArgumentException when there is none
  public String otherThan(String region) {
    return byRegion.keySet().stream()
        .filter(it -> !it.equals(region))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'" + resource + "' is nowhere but in " + region));
  }

  /// In the order of the plan.
  public Collection<S> all() {
    return byRegion.values();
  }
}
