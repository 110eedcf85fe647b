package dev.lifeboat.assess;

import dev.lifeboat.runbook.StepId;
import java.util.Map;
import java.util.Optional;

/// Spread of what past runs of a workload took.
///
/// @param rto of drills of a lost region with the plan as it is now; empty where none measured it
/// @param rpo the same
/// @param lag how far behind copies were at worst in hours that were watched
/// @param steps of failovers by the very same runbook, whatever led to them
public record PastSpans(
    Optional<MeasuredSpread> rto,
    Optional<MeasuredSpread> rpo,
    Optional<MeasuredLag> lag,
    Map<StepId, MeasuredSpread> steps) {
  /// Nothing is known.
  public static final PastSpans NONE =
      new PastSpans(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

  public PastSpans {
    steps = Map.copyOf(steps);
  }
}
