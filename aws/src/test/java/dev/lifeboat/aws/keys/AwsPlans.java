package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanResult;

/// Plans of these tests.
final class AwsPlans {
  private AwsPlans() {}

  static Plan valid(String text) {
    return switch (AwsKeys.reader().read("plan.yaml", text)) {
      case PlanResult.Valid(var plan) -> plan;
      case PlanResult.Invalid invalid -> throw new AssertionError(invalid.mistakes() + "\n" + text);
    };
  }

  /// One a line, in a file called `p`.
  static String mistakes(String text) {
    return AwsKeys.reader().read("p", text) instanceof PlanResult.Invalid(var mistakes)
        ? String.join("\n", mistakes.stream().map(Object::toString).toList())
        : "";
  }
}
