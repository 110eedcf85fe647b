package dev.lifeboat.aws.check;

import dev.lifeboat.problem.Problem;

/// Something in the account that is not as a recovery needs it.
///
/// @param resource its name in the plan
/// @param problem what was found, why it matters, and the fix
public record AwsFinding(String resource, Weight weight, Problem problem) {

  /// What follows for a recovery that begins now.
  public enum Weight {
    /// It would not get there, or would lose more than the plan allows.
    OBSTACLE,
    /// Nobody can tell whether it would get there.
    UNKNOWN,
    /// It gets there, and this is missed afterwards.
    WARNING
  }

  static AwsFinding obstacle(String resource, Problem problem) {
    return new AwsFinding(resource, Weight.OBSTACLE, problem);
  }

  static AwsFinding unknown(String resource, Problem problem) {
    return new AwsFinding(resource, Weight.UNKNOWN, problem);
  }

  static AwsFinding warning(String resource, Problem problem) {
    return new AwsFinding(resource, Weight.WARNING, problem);
  }
}
