package dev.lifeboat.journal;

/// A journal is damaged outside a torn last append, so nothing in it can be trusted.
public final class JournalDamageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String why;

  JournalDamageException(int line, String why) {
    super("line " + line + " " + why);
    this.line = line;
    this.why = why;
  }

  /// The line of the file, from 1.
  public int line() {
    return line;
  }

  /// What is wrong with the line, such as `is not an entry: …`.
  public String why() {
    return why;
  }
}
