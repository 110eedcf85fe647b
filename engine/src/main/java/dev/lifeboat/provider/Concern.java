package dev.lifeboat.provider;

import dev.lifeboat.plan.WordedChoice;
import dev.lifeboat.problem.Problem;
import java.util.Optional;

/// Something in the regions that is not as a recovery needs it.
///
/// @param resource its name in the plan, or the workload's
/// @param phrase what it is and what to do, in one line
/// @param problem the same with its code; empty where it has none
public record Concern(String resource, Weight weight, String phrase, Optional<Problem> problem) {

  /// What follows for a recovery that begins now.
  public enum Weight implements WordedChoice {
    /// It would not get there, or would lose more than the plan allows.
    OBSTACLE,
    /// Nobody can tell whether it would get there.
    UNKNOWN,
    /// It gets there, and this is missed afterwards.
    WARNING
  }

  /// One that is told in a line and no more.
  public Concern(String resource, Weight weight, String phrase) {
    this(resource, weight, phrase, Optional.empty());
  }

  /// Whether it hinders no recovery.
  public boolean isWarning() {
    return weight == Weight.WARNING;
  }

  /// One with a code.
  public static Concern explained(String resource, Weight weight, Problem problem) {
    return new Concern(
        resource, weight, "%s: %s".formatted(resource, problem.phrase()), Optional.of(problem));
  }
}
