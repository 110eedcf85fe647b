package dev.lifeboat.plan;

import java.time.Duration;

/// When a failover begins, and who decides it.
public record FailoverPolicy(Trigger trigger, Detect detect) {

  /// Who decides once the primary region counts as lost.
  public enum Trigger implements Worded {
    /// The watch, if three views agree.
    AUTOMATIC,
    /// The watch prepares and asks; a person approves.
    APPROVAL,
    /// Nothing begins by itself.
    MANUAL
  }

  /// How the loss of the primary region is noticed.
  ///
  /// @param every time from one probe to the next, 50 ms to 60 s
  /// @param failures rounds in a row that must have failed, 1 to 100
  public record Detect(Duration every, int failures) {

    static final Duration SHORTEST = Duration.ofMillis(50);
    static final Duration LONGEST = Duration.ofSeconds(60);
    static final int MOST_FAILURES = 100;

    public Detect {
      if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("every must be 50 ms to 60 s, was " + every);
      }
      if (failures < 1 || failures > MOST_FAILURES) {
        throw new IllegalArgumentException("failures must be 1 to 100, was " + failures);
      }
    }
  }
}
