package dev.lifeboat.problem;

import java.nio.file.Path;

/// Tells of a file or folder of Lifeboat's own that could not be read or written: `cannot`, what
/// was to be done, where and why.
public final class FileFailure {
  private FileFailure() {}

  /// LB4001: a journal, a placement or another file that is kept.
  ///
  /// @param verb such as `write`, or `write the journal`
  public static ProblemException of(
      String verb, Path path, Exception cause, String means, String action) {
    return of(Code.LB4001, verb, path, cause, means, action);
  }

  /// LB4009: what a run left, which only readers ask for.
  public static ProblemException ofRun(
      String verb, Path path, Exception cause, String means, String action) {
    return of(Code.LB4009, verb, path, cause, means, action);
  }

  /// LB6001: what this machine keeps, or was to write, for whoever uses it.
  public static ProblemException ofMachine(
      String verb, Path path, Exception cause, String means, String action) {
    return of(Code.LB6001, verb, path, cause, means, action);
  }

  private static ProblemException of(
      Code code, String verb, Path path, Exception cause, String means, String action) {
    var happened = "cannot %s %s: %s".formatted(verb, path, cause.getMessage());
    return Problem.lasting(code, happened, means, action).asException(cause);
  }
}
