package dev.lifeboat.assess;

import dev.lifeboat.plan.Criticality;
import dev.lifeboat.plan.WordedChoice;

/// How much a gap matters, from least to most.
public enum Severity implements WordedChoice {
  LOW,
  MEDIUM,
  HIGH;

  /// Of what endangers the recovery itself.
  static Severity of(Criticality criticality) {
    return switch (criticality) {
      case CRITICAL, HIGH -> HIGH;
      case MEDIUM -> MEDIUM;
      case LOW -> LOW;
    };
  }
}
