package dev.lifeboat.agent.state;

import java.time.Instant;
import java.util.Map;

/// Everything in one region at one moment.
///
/// @param at when it was put together, by the region's clock; each database's sample has an age of
///   its own
public record RegionState(
    String region, Instant at, Map<String, DatabaseState> databases, Map<String, UnitState> units) {

  public RegionState {
    databases = Map.copyOf(databases);
    units = Map.copyOf(units);
  }
}
