package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanResult;
import java.util.Map;
import java.util.stream.Stream;

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
    return AwsKeys.reader().read("p", text) instanceof PlanResult.Invalid(_, var mistakes, _)
        ? String.join("\n", mistakes.stream().map(Object::toString).toList())
        : "";
  }

  /// The text of the warm standby without what needs a guard.
  ///
  /// @param kept of it, as it stands there
  static String byApi(String text, String... kept) {
    var without = text;
    for (var one :
        Map.of(
                "          shares: true\n", "",
                ", on: users", "",
                "lease: 6s, ", "",
                "shares: [5, 25, 50, 100]", "shares: []")
            .entrySet()) {
      if (Stream.of(kept).noneMatch(one.getKey()::contains)) {
        without = without.replace(one.getKey(), one.getValue());
      }
    }
    return without;
  }
}
