package dev.lifeboat.rules;

/// Ends a look at what a run left at the first thing that is wrong.
public final class BrokenException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Finding finding;

  /// At `finding`.
  public BrokenException(Finding finding) {
    super(finding.place() + " " + finding.why());
    this.finding = finding;
  }

  public Finding finding() {
    return finding;
  }
}
