package dev.lifeboat.assess;

import dev.lifeboat.plan.WordedChoice;

/// Basis of an estimate.
public enum FigureBasis implements WordedChoice {
  /// Drills of the plan as it is now, or copies that a watch saw.
  MEASURED,
  /// The defaults of [StrategyEstimates].
  ASSUMED
}
