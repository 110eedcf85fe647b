package dev.lifeboat.provider;

import dev.lifeboat.placement.CandidateRule;
import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Goal;
import java.util.Optional;

/// Looks whether a copy is a candidate by the placement as it is now, before a promotion is asked
/// for. Once the placement names the copy's own region, the run that moved it there has looked, and
/// the place of the effect looks again.
///
/// @param workload whose placement it is
public record PromotionReadiness(Placements placements, String workload) {

  /// Whether the goal's copy may be promoted without a person's word.
  ///
  /// @param copy what the copy in the goal's region followed
  public Readiness of(Goal.Promoted goal, Optional<FollowRecord> copy) {
    Optional<Placement> placed;
    try {
      placed = placements.read(workload);
    } catch (ProblemException unreadable) {
      return Readiness.notReady(unreadable.problem());
    }
    return placed
        .filter(it -> !it.writer().equals(goal.region()))
        .flatMap(it -> new CandidateRule(goal.resource(), goal.region(), copy).refusal(it.epoch()))
        .<Readiness>map(Readiness.NoCandidate::new)
        .orElseGet(Readiness::ready);
  }
}
