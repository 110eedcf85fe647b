package dev.lifeboat.measure;

/// A canary's log is damaged before its last line, or is no canary's log. Nothing is measured from
/// it: a line that is skipped could be the one that was lost.
public final class CanaryLogException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long line;
  private final String why;

  /// @param line counts from 1
  CanaryLogException(long line, String why) {
    super("line " + line + " of the canary's log: " + why);
    this.line = line;
    this.why = why;
  }

  /// The line of the log, from 1.
  public long line() {
    return line;
  }

  public String why() {
    return why;
  }
}
