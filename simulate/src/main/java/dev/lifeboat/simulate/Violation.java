package dev.lifeboat.simulate;

import java.time.Duration;

/// Something that must never be.
///
/// @param invariant which rule was broken
/// @param what the facts
/// @param at when it was seen, in virtual time since the world began
public record Violation(Invariant invariant, String what, Duration at) {

  /// The rules that every simulated world is held to, after every event.
  public enum Invariant {
    ONE_WRITER("at most one region acknowledges writes"),
    PROOF_BEFORE_PROMOTION("no promotion without proof"),
    NOTHING_LOST("no acknowledged write lost in switchover, failback or under synchronous copies"),
    LOSES_AT_MOST("a failover loses at most what the target lacked when it last followed"),
    NOTHING_DESTROYED("nothing that exists once is destroyed, and the ledger equals what was lost"),
    STAYS_A_CANDIDATE("every ending of a run leaves a streaming replica a candidate"),
    HONEST_RPO("RPO as reported equals RPO as the world knows it"),
    RUNS_END("every run ends met, undone, or waiting for a person"),
    RESUMED_AS_UNDISTURBED("a resumed run ends as an undisturbed one");

    private final String words;

    Invariant(String words) {
      this.words = words;
    }

    /// As the issue and the manual word it.
    public String words() {
      return words;
    }
  }
}
