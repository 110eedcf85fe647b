package dev.lifeboat.scenario;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// What must hold for a drill to pass, each part judged by itself.
///
/// @param recovery whether it recovered in the way that the scenario demands
/// @param rto measured from the canary's log against the objective
/// @param rpo as `rto`
/// @param function the plan's checks through the front door, once recovered
/// @param integrity whether both regions hold the same writes after the return
/// @param performance of writes in recovery mode against before
public record Criteria(
    Course recovery,
    Criterion rto,
    Criterion rpo,
    Criterion function,
    Criterion integrity,
    Performance performance) {

  /// The way a drill took.
  ///
  /// @param kind that the scenario demands
  /// @param judged whether it was that
  public record Course(ScenarioCourse kind, @JsonUnwrapped Criterion judged) {}
}
