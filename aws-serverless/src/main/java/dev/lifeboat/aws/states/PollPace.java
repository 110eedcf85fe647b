package dev.lifeboat.aws.states;

import java.time.Duration;

/// How often a step is looked at: after `first` seconds, and each time `later` seconds later than
/// the time before, so that long steps are looked at seldom and short ones soon. Waits of a step
/// that may take a day grow faster.
///
/// @param first zero or more
/// @param later zero or more
public record PollPace(int first, int later) {
  /// Of a machine that people use.
  public static final PollPace STANDARD = new PollPace(2, 1);

  private static final int MOST_WITHOUT_WAITING = 40;

  /// Two steps that may take a day, side by side, are to fit into an execution's history.
  private static final int MOST = 200;

  /// One whose waits grow by `more` seconds more each.
  PollPace slower(int more) {
    return new PollPace(first, later + more);
  }

  /// How many looks begin within `deadline`, one at least.
  int looks(Duration deadline) {
    return waits() ? looks(deadline, growth(deadline)) : MOST_WITHOUT_WAITING;
  }

  /// By how many seconds each wait of a step is longer than the one before.
  int growth(Duration deadline) {
    int growth = later;
    while (waits() && looks(deadline, growth) > MOST) {
      growth++;
    }
    return growth;
  }

  private boolean waits() {
    return first > 0 || later > 0;
  }

  private int looks(Duration deadline, int growth) {
    int looks = 1;
    long wait = first;
    for (long waited = wait; waited < deadline.toSeconds(); waited += wait) {
      wait += growth;
      looks++;
    }
    return looks;
  }
}
