package dev.lifeboat.simulate;

import java.util.Locale;

/// What the lease takes for granted (docs/fencing.md). Inside all of it no simulated world may
/// break a rule; without one of them, worlds do.
public enum Assumption {
  /// Monotonic clocks run at most ρ too fast or too slow.
  CLOCK_RATE,
  /// A voter never forgets the highest epoch that it granted.
  VOTERS_REMEMBER,
  /// Time passes for a machine even while nothing runs on it.
  RUNNING_CLOCK,
  /// No commit is acknowledged without asking the lease.
  GATED_COMMITS;

  /// The word on the command line, such as `clock-rate`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
