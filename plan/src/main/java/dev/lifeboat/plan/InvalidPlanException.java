package dev.lifeboat.plan;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.List;

/// A plan that cannot be used, with its mistakes one by one, for programs that show each where it
/// is.
public final class InvalidPlanException extends ProblemException {
  private static final long serialVersionUID = 1L;

  private final transient List<PlanMistake> mistakes;

  /// These mistakes.
  ///
  /// @param problem all of them in words
  public InvalidPlanException(Problem problem, List<PlanMistake> mistakes) {
    super(problem);
    this.mistakes = List.copyOf(mistakes);
  }

  /// At least one, in the order of the file.
  public List<PlanMistake> mistakes() {
    return mistakes;
  }
}
