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

  /// @throws ProblemException LB3002 when the attempt's run does not hold the placement under its
  ///   epoch; LB4001 when that cannot be told
  void require(Goal goal, Attempt attempt) throws ProblemException {
    var present = placements.read(workload);
    if (present.filter(it -> isFirst(it, attempt) || holds(it, attempt)).isEmpty()) {
      throw CallProblems.stale(
          goal.phrase(),
          "epoch %d of run %s does not hold the placement of %s, which has %s"
              .formatted(
                  attempt.epoch(),
                  attempt.run(),
                  workload,
                  present.map(Placement::holder).orElse("no placement at all")));
    }
  }

  private static boolean holds(Placement placed, Attempt attempt) {
    return attempt.claim().confirm(placed).next().isPresent();
  }

  /// Whoever brings a lab up has no claim, and its epoch is the one that no run ever has.
  private static boolean isFirst(Placement placed, Attempt attempt) {
    return placed.equals(Placement.first(placed.workload(), placed.writer()))
        && attempt.epoch() == placed.epoch();
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
