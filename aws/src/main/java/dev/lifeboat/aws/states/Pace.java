package dev.lifeboat.aws.states;

import java.time.Duration;

/// How often a step is looked at: after `first` seconds, and each time `later` seconds later than
/// the time before, so that long steps are looked at seldom and short ones soon.
///
/// @param first zero or more
/// @param later zero or more
public record Pace(int first, int later) {
  /// Of a machine that people use.
  public static final Pace STANDARD = new Pace(2, 1);

  private static final int MOST_WITHOUT_WAITING = 40;

  /// How many looks begin within `deadline`, one at least.
  int looks(Duration deadline) {
    if (first == 0 && later == 0) {
      return MOST_WITHOUT_WAITING;
    }
    int looks = 1;
    long wait = first;
    for (long waited = wait; waited < deadline.toSeconds(); waited += wait) {
      wait += later;
      looks++;
    }
    return looks;
  }
}
