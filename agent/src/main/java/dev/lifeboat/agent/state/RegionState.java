package dev.lifeboat.agent.state;

import dev.lifeboat.guard.LeaseWord;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything in one region at one moment.
///
/// @param at when it was put together, by the region's clock; each database's sample has an age of
///   its own
/// @param leaseClock the name of the clock by which its vote counts; null from an agent of an
///   earlier release
/// @param words by which the region writes, by workload; null from an agent of an earlier release
public record RegionState(
    String region,
    Instant at,
    @Nullable String leaseClock,
    Map<String, DatabaseState> databases,
    Map<String, UnitState> units,
    @Nullable Map<String, LeaseWord> words) {

  public RegionState {
    databases = Map.copyOf(databases);
    units = Map.copyOf(units);
  }

  /// The word by which the region writes `workload`; empty mostly.
  public Optional<LeaseWord> word(String workload) {
    return Optional.ofNullable(words).map(it -> it.get(workload));
  }
}
