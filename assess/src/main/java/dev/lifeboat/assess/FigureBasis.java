package dev.lifeboat.assess;

import dev.lifeboat.plan.WordedChoice;

/// What an estimate rests on.
public enum FigureBasis implements WordedChoice {
  /// Drills of the plan as it is now.
  MEASURED,
  /// The defaults of [StrategyEstimates].
  ASSUMED
}
