package dev.lifeboat.placement;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;

/// Keeps one placement a workload, and beside it the end of its chain of seals. Safe for use by
/// several processes at once. Its `toString` says where they are kept, such as `table placements`.
public interface Placements {

  /// The placement as it is durable now; empty for a workload never placed.
  Optional<Placement> read(String workload) throws ProblemException;

  /// The placement of a workload that was adopted.
  ///
  /// @throws ProblemException LB2007 when it has none
  default Placement required(String workload) throws ProblemException {
    return read(workload).orElseThrow(() -> missing(workload));
  }

  /// LB2007: the workload has no placement here.
  default ProblemException missing(String workload) {
    return missing(workload, "run 'lifeboat adopt' once");
  }

  /// The same, of one whose plan is known.
  ///
  /// @param action by which it gets one
  default ProblemException missing(String workload, String action) {
    return ProblemException.lasting(
        Code.LB2007,
        "'%s' has no placement in %s".formatted(workload, this),
        "nobody knows where its writer is, so nothing can be moved",
        action);
  }

  /// Makes `next` the placement if it is still `expected`; durable on return.
  ///
  /// @param expected empty when the workload must not have been placed yet
  /// @throws ProblemException LB3003 when it is another one meanwhile, and nothing was changed
  void compareAndSet(Optional<Placement> expected, Placement next) throws ProblemException;

  /// Changes the placement as it is, and again where another change came between.
  ///
  /// @return the placement then; empty for a workload never placed
  /// @throws ProblemException as `change` says of what is there; LB3003 or another code when nobody
  ///   has changed it and it could not be written all the same
  default Optional<Placement> change(String workload, PlacementChange change)
      throws ProblemException {
    while (true) {
      var present = read(workload);
      var next = change.of(present);
      if (next.isEmpty()) {
        return present;
      }
      try {
        compareAndSet(present, next.get());
        return next;
      } catch (ProblemException refused) {
        if (read(workload).equals(present)) {
          throw refused;
        }
      }
    }
  }

  /// A change of a placement.
  @FunctionalInterface
  interface PlacementChange {
    /// What follows `present`; empty when there is nothing left to change.
    ///
    /// @throws ProblemException when it may not be changed
    Optional<Placement> of(Optional<Placement> present) throws ProblemException;
  }

  /// The end of the workload's chain of seals, kept beside its placement; empty when nothing was
  /// ever kept. No run waits for it, and no change of it touches the placement.
  Optional<ChainEnd> chainEnd(String workload) throws ProblemException;

  /// Makes `next` the end of the chain if it is still `expected`; durable on return.
  ///
  /// @param expected empty when none must have been kept yet
  /// @throws ProblemException LB3003 when it is another one meanwhile, and nothing was changed
  void compareAndSetEnd(Optional<ChainEnd> expected, ChainEnd next) throws ProblemException;
}
