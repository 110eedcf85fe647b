package dev.lifeboat.control;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.scenario.Scenario;

/// What came of one drill of many.
public sealed interface DrillEnd {
  /// How it went.
  default DrillResult.Outcome outcome() {
    return switch (this) {
      case Held(_, var result) -> result.outcome();
      case NotBegun(_, var problem) -> DrillResult.Outcome.of(problem.code());
    };
  }

  /// It was held.
  record Held(Scenario scenario, DrillResult result) implements DrillEnd {}

  /// It could not even begin.
  record NotBegun(Scenario scenario, Problem problem) implements DrillEnd {}
}
