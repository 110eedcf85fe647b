package dev.lifeboat.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A text that may differ from region to region.
///
/// @param everywhere in regions that `byRegion` does not name; empty if only those are told
/// @param byRegion by the name of a region of the plan
public record PerRegion(Optional<String> everywhere, Map<String, String> byRegion) {
  public PerRegion {
    byRegion = Copies.ordered(byRegion);
  }

  /// The same in every region.
  public static PerRegion same(String text) {
    return new PerRegion(Optional.of(text), Map.of());
  }

  /// What is told of `region`; empty if nothing is.
  public Optional<String> in(String region) {
    return Optional.ofNullable(byRegion.get(region)).or(this::everywhere);
  }

  /// All that is told.
  public List<String> values() {
    return Stream.concat(everywhere.stream(), byRegion.values().stream()).toList();
  }
}
