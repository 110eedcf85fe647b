package dev.lifeboat.provider;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;

/// Takes over workloads whose regions are older than Lifeboat.
public interface Adoption extends Platform.Ability {
  /// Writes down that the databases of `workload` are the writer's where `first` says, so that a
  /// move can be taken back without a call to the region that it led to.
  ///
  /// @param first the placement before the first move
  /// @throws ProblemException when that cannot be kept
  void keepWriter(Workload workload, Placement first) throws InterruptedException, ProblemException;
}
