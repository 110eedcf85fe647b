package dev.lifeboat.assess;

import dev.lifeboat.plan.WordedChoice;
import java.util.Optional;

/// Inputs of an assessment that nobody knows exactly, and by which it is tried with others.
public enum UncertainInput implements WordedChoice {
  /// What an hour out costs, later hours in the same measure; penalties stay.
  LOSS_PER_HOUR(Optional.empty()),
  /// A month of being able to recover by the planned strategy alone.
  STRATEGY_COST(Optional.empty()),
  /// How long the planned strategy alone keeps users out, without waiting for others.
  RTO_ESTIMATE(Optional.empty()),
  REGION_LOSS(Optional.of(LossScenario.REGION_LOSS)),
  ZONE_LOSS(Optional.of(LossScenario.ZONE_LOSS)),
  DATA_CORRUPTION(Optional.of(LossScenario.DATA_CORRUPTION)),
  RANSOMWARE(Optional.of(LossScenario.RANSOMWARE)),
  BAD_DEPLOY(Optional.of(LossScenario.BAD_DEPLOY));

  private final Optional<LossScenario> scenario;

  UncertainInput(Optional<LossScenario> scenario) {
    this.scenario = scenario;
  }

  /// The disaster that is expected so often; empty for what is no frequency.
  Optional<LossScenario> scenario() {
    return scenario;
  }
}
