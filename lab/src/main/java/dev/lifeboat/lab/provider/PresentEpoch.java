package dev.lifeboat.lab.provider;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.util.Optional;
import java.util.function.LongFunction;

/// Refuses late requests for effects that cannot refuse them themselves: a number of instances,
/// which is kept without an epoch; and a bucket's replica, which is told the epoch of its source.
/// It also tells a writer from one whose epoch is over.
///
/// The placement is read right before the effect, so what is left is the moment in between.
record PresentEpoch(Placements placements, String workload) {
  /// What is to be said of a writer of `epoch` that was cut off when the writer moved away, and
  /// still calls itself one; empty for the present one.
  Optional<Observation> over(long epoch) {
    return below(epoch, _ -> "is the writer of epoch %d, which is over".formatted(epoch));
  }

  /// What is to be said of a replica that a late request of an earlier epoch could still make a
  /// writer, since it was not told the present one; empty for one that was.
  Optional<Observation> untold(long known) {
    return below(known, present -> "replica under epoch %d, not told %d".formatted(known, present));
  }

  /// @throws ProblemException LB3002 when a higher epoch than the attempt's was handed out; LB4001
  ///   when that cannot be told
  void require(Goal goal, Attempt attempt) throws ProblemException {
    var higher = above(attempt.epoch());
    if (higher.isPresent()) {
      throw CallProblems.stale(
          goal.phrase(),
          "epoch %d is lower than %d, which the placement of %s has seen"
              .formatted(attempt.epoch(), higher.get(), workload));
    }
  }

  private Optional<Observation> below(long epoch, LongFunction<String> why) {
    try {
      return above(epoch).map(why::apply).map(Observation::pending);
    } catch (ProblemException unread) {
      return Optional.of(Observation.unreachable(unread.problem().happened()));
    }
  }

  private Optional<Long> above(long epoch) throws ProblemException {
    return placements
        .read(workload)
        .filter(placed -> placed.isOver(epoch))
        .map(Placement::highestEpoch);
  }
}
