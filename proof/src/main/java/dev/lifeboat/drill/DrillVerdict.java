package dev.lifeboat.drill;

import dev.lifeboat.drill.DrillResult.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one part of a drill makes of the whole.
///
/// @param why null when passed; else the one reason that decided it
public record DrillVerdict(Outcome outcome, @Nullable String why) {
  /// Nothing is amiss.
  public static final DrillVerdict PASSED = new DrillVerdict(Outcome.PASSED, null);

  /// The first of the gravest.
  static DrillVerdict worst(List<DrillVerdict> verdicts) {
    var gravest = Outcome.gravest(verdicts.stream().map(DrillVerdict::outcome).toList());
    return verdicts.stream()
        .filter(verdict -> verdict.outcome() == gravest)
        .findFirst()
        .orElse(PASSED);
  }
}
