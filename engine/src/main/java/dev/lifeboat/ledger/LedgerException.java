package dev.lifeboat.ledger;

/// Bytes that are no ledger.
public final class LedgerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long line;

  LedgerException(long line, String why) {
    super(why);
    this.line = line;
  }

  /// From 1.
  public long line() {
    return line;
  }
}
