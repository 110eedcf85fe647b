package dev.lifeboat.placement;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Decides whether a copy of a store may be promoted: only one that followed the writer which it is
/// to replace. A region that came back after a failover holds what was there before it, however
/// well it answers; and a copy of which nothing is known is no candidate either.
///
/// The rule stands here alone: readiness checks ask it before anything is changed, agents and
/// gateways at the moment of the promotion, the simulator in its worlds.
///
/// @param store the resource's name
/// @param region in which the copy is
/// @param copy what it followed; empty when nothing is known, as of state from before this was kept
public record CandidateRule(String store, String region, Optional<FollowRecord> copy) {

  /// Whether it may replace the writer of epoch `writer`.
  public boolean mayReplace(long writer) {
    return copy.map(FollowRecord::epoch).filter(epoch -> epoch == writer).isPresent();
  }

  /// Why it may not replace the writer of epoch `writer`: LB3011; empty when it may.
  public Optional<Problem> refusal(long writer) {
    return mayReplace(writer)
        ? Optional.empty()
        : Optional.of(
            Problem.passing(
                Code.LB3011,
                "'%s' in %s %s, not that of epoch %d".formatted(store, region, history(), writer),
                "promoting it would lose %s; nothing was changed".formatted(loss()),
                "make it follow with 'lifeboat reprotect', or give the loss a name:"
                    + " 'lifeboat failover --accept-loss REASON'"));
  }

  private String history() {
    return copy.map(it -> "followed the writer of epoch " + it.epoch())
        .orElse("is not known to have followed any writer");
  }

  /// Such as `everything since 2026-11-22T14:02:11Z, when east last followed`.
  private String loss() {
    return copy.flatMap(FollowRecord::until)
        .map(until ->
            "everything since %s, when %s last followed"
                .formatted(until.truncatedTo(ChronoUnit.SECONDS), region))
        .orElse(
            "everything that was written since it last followed, and when that was nobody knows");
  }
}
