package dev.lifeboat.cli.terminal;

import dev.lifeboat.problem.ProblemException;

/// An answer about many runs, one of which cannot be read: with the exit code that every list has
/// for that. Whoever is asked about that one run alone has the code's own.
public final class UnknownAnswerException extends ProblemException {
  private static final long serialVersionUID = 1L;

  /// @param unread of one of the runs
  public UnknownAnswerException(ProblemException unread) {
    super(unread.problem(), unread);
  }
}
