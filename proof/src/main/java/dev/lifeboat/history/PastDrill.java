package dev.lifeboat.history;

import dev.lifeboat.drill.DrillResult.Outcome;
import java.time.Instant;
import java.util.Optional;

/// One drill as its run's folder tells it.
///
/// @param at when it began
/// @param rtoSeconds empty when it measured none
/// @param rpoSeconds empty when it measured none
/// @param missed whether a figure was over its objective or not known
/// @param samePlan whether its plan said the same of the workload and of the regions as now
public record PastDrill(
    String run,
    String scenario,
    Instant at,
    Outcome outcome,
    Optional<Double> rtoSeconds,
    Optional<Double> rpoSeconds,
    boolean missed,
    boolean samePlan) {

  /// Whether it proves something of the plan as it is now.
  boolean proves() {
    return outcome == Outcome.PASSED && samePlan;
  }
}
