package dev.lifeboat.placement;

import dev.lifeboat.problem.ProblemException;
import java.util.Optional;

/// Keeps one placement a workload, and beside it the end of its chain of seals. Safe for use by
/// several processes at once. Its `toString` says where they are kept, such as `table placements`.
public interface Placements {

  /// The placement as it is durable now; empty for a workload never placed.
  Optional<Placement> read(String workload) throws ProblemException;

  /// Makes `next` the placement if it is still `expected`; durable on return.
  ///
  /// @param expected empty when the workload must not have been placed yet
  /// @throws ProblemException LB3003 when it is another one meanwhile, and nothing was changed
  void compareAndSet(Optional<Placement> expected, Placement next) throws ProblemException;

  /// The end of the workload's chain of seals, kept beside its placement; empty when nothing was
  /// ever kept. No run waits for it, and no change of it touches the placement.
  Optional<ChainEnd> chainEnd(String workload) throws ProblemException;

  /// Makes `next` the end of the chain if it is still `expected`; durable on return.
  ///
  /// @param expected empty when none must have been kept yet
  /// @throws ProblemException LB3003 when it is another one meanwhile, and nothing was changed
  void compareAndSetEnd(Optional<ChainEnd> expected, ChainEnd next) throws ProblemException;
}
