package dev.lifeboat.problem;

/// Tells a run that another has gone on since. What it asks for after that must change nothing.
public final class OvertakenRun {
  private OvertakenRun() {}

  /// LB3002: where the effect would happen a higher epoch is known.
  public static Problem byEpoch(String happened) {
    return Problem.lasting(
        Code.LB3002,
        happened,
        "another run has gone on since; this one changed nothing there",
        "see 'lifeboat runs'");
  }

  /// LB3003: the journal of the run has entries of another controller.
  ///
  /// @param which such as `run 20260514-0312-shop`
  public static Problem byController(String which) {
    return Problem.lasting(
        Code.LB3003,
        "another controller has continued " + which,
        "this one stopped before its next act; what it had asked for carries an old epoch",
        "follow the other with 'lifeboat status', or 'lifeboat resume' once it has ended");
  }
}
