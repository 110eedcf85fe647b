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

  /// About a whole file.
  public static BrokenException of(String file, String why) {
    return new BrokenException(Finding.of(file, why));
  }

  /// About one line of it.
  ///
  /// @param line from 1
  public static BrokenException at(String file, long line, String why) {
    return new BrokenException(Finding.at(file, line, why));
  }

  public Finding finding() {
    return finding;
  }
}
