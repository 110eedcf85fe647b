package dev.lifeboat.evidence;

/// Ends a verification at the first thing that is wrong.
final class BrokenException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Finding finding;

  BrokenException(Finding finding) {
    super(finding.place() + " " + finding.why());
    this.finding = finding;
  }

  Finding finding() {
    return finding;
  }
}
