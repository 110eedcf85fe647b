package dev.lifeboat.aws.check;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;

/// Something in the account that is not as a recovery needs it.
///
/// @param resource its name in the plan
/// @param problem what was found, why it matters, and the fix
public record AwsFinding(String resource, Weight weight, Problem problem) {

  /// The same as any provider has it.
  public Concern concern() {
    return Concern.explained(resource, weight, problem);
  }

  static AwsFinding obstacle(String resource, Problem problem) {
    return new AwsFinding(resource, Weight.OBSTACLE, problem);
  }

  static AwsFinding warning(String resource, Problem problem) {
    return new AwsFinding(resource, Weight.WARNING, problem);
  }
}
