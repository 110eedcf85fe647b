package dev.lifeboat.agent.state;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything in one region at one moment.
///
/// @param at when it was put together, by the region's clock; each database's sample has an age of
///   its own
/// @param leaseClock the name of the clock by which its vote counts; null from an agent of an
///   earlier release
public record RegionState(
    String region,
    Instant at,
    @Nullable String leaseClock,
    Map<String, DatabaseState> databases,
    Map<String, UnitState> units) {

  public RegionState {
    databases = Map.copyOf(databases);
    units = Map.copyOf(units);
  }
}
