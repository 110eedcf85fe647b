package dev.lifeboat.plan;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/// Result of reading a plan file: a plan, or all its mistakes.
public sealed interface PlanResult {

  record Valid(Plan plan) implements PlanResult {}

  /// The file holds no plan.
  ///
  /// @param file of the plan, which may name those that the mistakes are in
  /// @param mistakes at least one, in the order of the file
  /// @param count of all, also of those that are not listed, in words
  record Invalid(String file, List<PlanMistake> mistakes, String count) implements PlanResult {
    public Invalid {
      mistakes = List.copyOf(mistakes);
      if (mistakes.isEmpty()) {
        throw new IllegalArgumentException("an invalid plan must have a mistake");
      }
    }

    /// All mistakes in one problem, one a line.
    public Problem problem() {
      return Problem.lasting(
          Code.LB1001,
          "%s has %s\n%s"
              .formatted(
                  file,
                  count,
                  mistakes.stream().map(m -> "  " + m).collect(Collectors.joining("\n"))),
          "the plan was not used; nothing has been changed",
          "correct the lines above, then 'lifeboat check %s'".formatted(ShellWord.ofPath(file)));
    }
  }

  /// For callers that can only go on with a plan.
  ///
  /// @throws InvalidPlanException LB1001 with every mistake
  default Plan orThrow() throws ProblemException {
    return switch (this) {
      case Valid(var plan) -> plan;
      case Invalid invalid -> throw new InvalidPlanException(invalid.problem(), invalid.mistakes());
    };
  }
}
