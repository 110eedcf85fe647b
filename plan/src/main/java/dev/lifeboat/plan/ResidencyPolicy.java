package dev.lifeboat.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Residency of a plan's data, as far as an assessment asks.
///
/// @param places by region, the jurisdiction that it lies in
/// @param workloads by workload, the places where its data may lie; any where it has none
/// @param classes by class of data, the same
public record ResidencyPolicy(
    Map<String, String> places,
    Map<String, List<String>> workloads,
    Map<DataClass, List<String>> classes) {
  /// Everything may lie anywhere.
  static final ResidencyPolicy NONE = new ResidencyPolicy(Map.of(), Map.of(), Map.of());

  public ResidencyPolicy {
    places = Copies.ordered(places);
    workloads = Copies.ordered(workloads);
    classes = Map.copyOf(classes);
  }

  /// Why a region is outside; empty if it is not.
  ///
  /// @param allowed places; empty for anywhere
  public Optional<String> outside(String region, List<String> allowed) {
    var place = Optional.ofNullable(places.get(region));
    return allowed.isEmpty() || place.filter(allowed::contains).isPresent()
        ? Optional.empty()
        : Optional.of(
            place
                .map(where -> "'%s' lies in %s".formatted(region, where))
                .orElse("where '%s' lies is not told".formatted(region)));
  }

  /// Where data of a workload may lie, whatever its class is; empty for anywhere.
  public List<String> allowed(String workload) {
    return workloads.getOrDefault(workload, List.of());
  }

  /// Where data of a class may lie; empty for anywhere.
  public List<String> allowed(DataClass kind) {
    return classes.getOrDefault(kind, List.of());
  }
}
