package dev.lifeboat.drill;

import dev.lifeboat.drill.DrillResult.Outcome;
import java.util.List;

/// What one part of a drill makes of the whole.
///
/// @param why empty when passed
record DrillVerdict(Outcome outcome, String why) {
  static final DrillVerdict PASSED = new DrillVerdict(Outcome.PASSED, "");

  // As exit codes: of several reasons the gravest of 4, 1, 3, 5 is told.
  private static final List<Outcome> GRAVEST_FIRST =
      List.of(Outcome.REFUSED, Outcome.FAILED, Outcome.NOT_READY, Outcome.MISSED, Outcome.PASSED);

  static DrillVerdict worst(List<DrillVerdict> verdicts) {
    for (var outcome : GRAVEST_FIRST) {
      for (var verdict : verdicts) {
        if (verdict.outcome() == outcome) {
          return verdict;
        }
      }
    }
    return PASSED;
  }
}
