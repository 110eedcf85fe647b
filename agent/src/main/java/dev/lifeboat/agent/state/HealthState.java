package dev.lifeboat.agent.state;

import java.util.List;

/// The body of `GET /health`: the agent answers, and what it misses.
///
/// @param missing essential units without a healthy instance, and assigned databases that do not
///   run
public record HealthState(String plan, String region, boolean well, List<String> missing) {
  public HealthState {
    missing = List.copyOf(missing);
  }
}
