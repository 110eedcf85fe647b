package dev.lifeboat.problem;

/// Carries a [Problem] to whoever can show it to a person. Never logged and thrown both.
public class ProblemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.code() + " " + problem.happened());
    this.problem = problem;
  }

  /// @param cause what was caught, kept for `--debug`; the problem alone must suffice to act
  public ProblemException(Problem problem, Throwable cause) {
    super(problem.code() + " " + problem.happened(), cause);
    this.problem = problem;
  }

  /// As [Problem#lasting].
  public static ProblemException lasting(Code code, String happened, String means, String action) {
    return Problem.lasting(code, happened, means, action).asException();
  }

  /// As [Problem#passing].
  public static ProblemException passing(Code code, String happened, String means, String action) {
    return Problem.passing(code, happened, means, action).asException();
  }

  public final Problem problem() {
    return problem;
  }
}
