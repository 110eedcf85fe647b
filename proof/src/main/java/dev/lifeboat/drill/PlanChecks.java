package dev.lifeboat.drill;

import dev.lifeboat.plan.Check;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.scenario.Criterion;
import java.time.Duration;
import java.util.List;

/// The plan's checks, each made until it passes.
///
/// @param longest that one may take until it does
record PlanChecks(List<Check> checks, DrillClock clock, Duration longest) {
  private static final Duration LOOK = Duration.ofMillis(100);

  /// Makes one check.
  @FunctionalInterface
  interface Checking {
    Observation verify(Check check) throws InterruptedException, ProblemException;
  }

  /// @param where such as ` in the sandbox`; empty at the front door
  Criterion pass(Checking checking, String where) throws InterruptedException, ProblemException {
    for (var check : checks) {
      boolean passes =
          clock.await(longest, LOOK, () -> checking.verify(check) instanceof Observation.Met);
      if (!passes) {
        return Criterion.missed("%s does not pass%s".formatted(check.http(), where));
      }
    }
    return CriteriaJudge.checksPass(checks.size());
  }
}
