package dev.lifeboat.assess;

import java.math.BigDecimal;
import java.util.List;

/// Answers of an assessment by one input that nobody knows exactly: with half of it, with twice as
/// much, and where they turn. All other inputs stay.
///
/// @param value as it is assumed
/// @param tips the nearest on each side, for each answer
public record Sensitivity(
    UncertainInput input,
    Unit unit,
    BigDecimal value,
    SensitivityOutcome halved,
    SensitivityOutcome doubled,
    List<SensitivityTip> tips) {

  public Sensitivity {
    tips = List.copyOf(tips);
  }

  /// Units of a value.
  public enum Unit {
    /// In the currency of the impact.
    LOSS,
    /// In the currency of the prices.
    COST,
    SECONDS,
    PER_DECADE
  }
}
