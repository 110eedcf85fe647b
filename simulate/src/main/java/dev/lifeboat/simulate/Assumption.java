package dev.lifeboat.simulate;

import dev.lifeboat.plan.WordedChoice;

/// What the lease takes for granted (docs/fencing.md). Inside all of it no simulated world may
/// break a rule; without one of them, worlds do.
public enum Assumption implements WordedChoice {
  /// Monotonic clocks run at most ρ too fast or too slow.
  CLOCK_RATE,
  /// A voter never forgets the highest epoch that it granted.
  VOTERS_REMEMBER,
  /// Time passes for a machine even while nothing runs on it.
  RUNNING_CLOCK,
  /// No commit is acknowledged without asking the lease.
  GATED_COMMITS
}
