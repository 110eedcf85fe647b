package dev.lifeboat.provider;

import dev.lifeboat.problem.Problem;

/// Whether a goal could be pursued now.
public sealed interface Readiness {
  record Ready() implements Readiness {}

  record NotReady(Problem problem) implements Readiness {}

  static Readiness ready() {
    return new Ready();
  }

  static Readiness notReady(Problem problem) {
    return new NotReady(problem);
  }
}
