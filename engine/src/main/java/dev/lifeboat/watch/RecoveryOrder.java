package dev.lifeboat.watch;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;

/// Which workloads must be recovered before another: those that its plan says it depends on.
public final class RecoveryOrder {
  private RecoveryOrder() {}

  /// Why a failover of `workload` has to wait: LB2022 while one that it depends on is still in the
  /// region that is left; empty when none is.
  ///
  /// @param source the region that is left
  /// @throws ProblemException when it cannot be read where that one is
  public static Optional<Problem> refusal(Workload workload, String source, Placements placements)
      throws ProblemException {
    for (var needed : workload.dependsOn()) {
      var there = placements.read(needed).map(Placement::writer).filter(source::equals);
      if (there.isPresent()) {
        return Optional.of(
            Problem.passing(
                Code.LB2022,
                "'%s' depends on '%s', whose writer is still in %s"
                    .formatted(workload.name(), needed, source),
                "it would be served without what it needs; nothing was changed",
                "recover '%s' first".formatted(needed)));
      }
    }
    return Optional.empty();
  }
}
