package dev.lifeboat.assess;

import dev.lifeboat.plan.WordedChoice;

/// By which rule a strategy is recommended.
public enum RecommendationRule implements WordedChoice {
  /// The cheapest that is estimated to meet RTO and RPO, also those of who depends on it.
  DEFAULT,
  /// By RTO and criticality alone, as [SeedRule] has it.
  SEED
}
