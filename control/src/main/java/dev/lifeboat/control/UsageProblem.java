package dev.lifeboat.control;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;

/// LB1004 where only the plan or the runs show that the command line does not say enough.
final class UsageProblem {
  private UsageProblem() {}

  static ProblemException of(String happened, String means, String action) {
    return ProblemException.lasting(Code.LB1004, happened, means, action);
  }
}
