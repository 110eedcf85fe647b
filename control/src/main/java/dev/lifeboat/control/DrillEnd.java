package dev.lifeboat.control;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.scenario.Scenario;

/// What came of one drill of many.
public sealed interface DrillEnd {
  /// How it went.
  DrillResult.Outcome outcome();

  /// It was held.
  record Held(Scenario scenario, DrillResult result) implements DrillEnd {
    @Override
    public DrillResult.Outcome outcome() {
      return result.outcome();
    }
  }

  /// It could not even begin.
  record NotBegun(Scenario scenario, Problem problem) implements DrillEnd {
    @Override
    public DrillResult.Outcome outcome() {
      return DrillResult.Outcome.of(problem.code());
    }
  }
}
