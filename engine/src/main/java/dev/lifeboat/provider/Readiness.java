package dev.lifeboat.provider;

import dev.lifeboat.problem.Problem;
import java.util.Optional;

/// Answer to whether a goal could be pursued now.
public sealed interface Readiness {
  record Ready() implements Readiness {}

  record NotReady(Problem problem) implements Readiness {}

  /// A promotion would succeed and lose what the copy never had: it did not follow the present
  /// writer. A restore may lose what a vault has that is silent. Only a named person's word goes on
  /// from here.
  record NoCandidate(Problem problem) implements Readiness {}

  static Readiness ready() {
    return new Ready();
  }

  /// Why the goal could not be pursued now, or not without a person's word; empty when it could.
  default Optional<Problem> hindrance() {
    return switch (this) {
      case Ready() -> Optional.empty();
      case NotReady(var problem) -> Optional.of(problem);
      case NoCandidate(var problem) -> Optional.of(problem);
    };
  }

  static Readiness notReady(Problem problem) {
    return new NotReady(problem);
  }
}
