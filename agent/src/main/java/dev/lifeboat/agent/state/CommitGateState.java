package dev.lifeboat.agent.state;

import java.time.Instant;
import java.util.List;

/// A writer's commit gate as its agent found it: whether commits waited for its region's lease
/// keeper. The agent of a copy shows what the writer said that it followed.
///
/// @param epoch of the writer
/// @param since when each look has found the same, by the clock of the writer's region
/// @param leaks why commits may have been acknowledged without the lease; empty while the gate is
///   in force
public record CommitGateState(long epoch, Instant since, List<String> leaks) {
  public CommitGateState {
    leaks = List.copyOf(leaks);
  }

  /// Whether every session waited that did not say otherwise itself.
  public boolean inForce() {
    return leaks.isEmpty();
  }

  /// For a proof: such as `the commit gate was in force since 2026-01-02T03:04:05Z`.
  public String words() {
    return inForce()
        ? "the commit gate was in force since " + since
        : "the commit gate was not in force since %s: %s"
            .formatted(since, String.join(", ", leaks));
  }
}
