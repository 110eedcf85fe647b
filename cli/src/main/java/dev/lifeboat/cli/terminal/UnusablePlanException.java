package dev.lifeboat.cli.terminal;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;

/// A plan that is valid and that nobody could move, told to whoever judges the file alone: with the
/// code that every other command has for it, and the exit code of a plan that is not valid.
public final class UnusablePlanException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public UnusablePlanException(Problem problem) {
    super(problem);
  }
}
