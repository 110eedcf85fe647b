package dev.lifeboat.placement;

import dev.lifeboat.problem.ProblemException;
import java.util.Optional;

/// Keeps one placement a workload. Safe for use by several processes at once.
public interface Placements {

  /// The placement as it is durable now; empty for a workload never placed.
  Optional<Placement> read(String workload) throws ProblemException;

  /// Makes `next` the placement if it is still `expected`; durable on return.
  ///
  /// @param expected empty when the workload must not have been placed yet
  /// @throws ProblemException LB3003 when it is another one meanwhile, and nothing was changed
  void compareAndSet(Optional<Placement> expected, Placement next) throws ProblemException;
}
