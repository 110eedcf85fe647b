package dev.lifeboat.lease;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.provider.Observation;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/// Decides whether votes prove that a region can write a workload no more. Pure; the one rule for
/// agents, guards and the simulator.
///
/// Two voters outside the region must vote for another one under an epoch above that of its writer:
/// a vote from before says nothing about a writer that never had it. And one of them must know that
/// this writer lived by votes: where a person's word stood in for them, withholding votes ends
/// nothing.
///
/// @param region that is to be fenced
/// @param placed where the writer is now
public record LeaseProof(String region, Placement placed) {

  /// Asked where both voted for another region, and the writer may write all the same, by a
  /// person's word.
  @FunctionalInterface
  public interface ByWord<X extends Exception> {
    /// What that amounts to.
    ///
    /// @param over what proves it where the writer takes no such word
    /// @param why it may
    Observation observe(String over, String why) throws X;
  }

  /// What they amount to: met where the region can write no more, and never again under its epoch;
  /// pending while a voter has not voted for another one.
  ///
  /// @param votes of the two voters outside the region, by their names
  public <X extends Exception> Observation of(Map<String, Optional<Vote>> votes, ByWord<X> byWord)
      throws X {
    boolean writer = placed.writer().equals(region);
    long least = writer ? placed.epoch() + 1 : placed.epoch();
    var said = new ArrayList<String>();
    for (var voter : votes.entrySet()) {
      var vote = voter.getValue().filter(it -> !it.holder().equals(region) && it.epoch() >= least);
      if (vote.isEmpty()) {
        return Observation.pending(
            "%s has not voted for another region under epoch %d yet"
                .formatted(voter.getKey(), least));
      }
      said.add(
          "%s votes for %s under epoch %d"
              .formatted(voter.getKey(), vote.get().holder(), vote.get().epoch()));
    }
    var over =
        "the lease of %s is over, it finds no second vote: %s"
            .formatted(region, String.join(", ", said));
    boolean byVotes =
        votes.values().stream()
            .flatMap(Optional::stream)
            .anyMatch(vote -> vote.livesByVotes(region, placed.epoch()));
    return !writer || byVotes
        ? Observation.met(over)
        : byWord.observe(
            over,
            "no voter knows that %s lives by votes under epoch %d: a person's word may let it write"
                .formatted(region, placed.epoch()));
  }
}
