package dev.lifeboat.aws.function;

import dev.lifeboat.placement.Claim;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.util.function.Function;

/// Claim of a run, which is an execution of a state machine, on the placement of its workload. Each
/// change holds when it is asked for again.
///
/// @param run whose name is the execution's
/// @param epoch of the run
record ExecutionClaim(Placements placements, String workload, RunId run, long epoch) {

  /// Makes the run the open one under its epoch.
  ///
  /// @param source where the writer must be
  void claim(String source) throws ProblemException {
    change(it -> mine().claim(it, source));
  }

  /// Confirms that the run is the open one under the highest epoch.
  void confirm() throws ProblemException {
    change(mine()::confirm);
  }

  /// Records that the writer is in `region` under the run's epoch.
  void place(String region) throws ProblemException {
    change(it -> mine().place(it, region));
  }

  /// Hands out `next` to the run.
  void takeNext(long next) throws ProblemException {
    change(it -> mine().takeNext(it, next));
  }

  /// Gives the placement free.
  void release() throws ProblemException {
    change(mine()::release);
  }

  private Claim mine() {
    return new Claim(run, epoch);
  }

  /// Makes a change unless it was made, as long as it may be made.
  ///
  /// @throws ProblemException LB3003 when it may not
  private void change(Function<Placement, Claim.Outcome> how) throws ProblemException {
    // Another branch of this execution may change it too; after anyone else it may not be made.
    var _ =
        placements.change(
            workload,
            present -> {
              var placed = present.orElseThrow(() -> placements.missing(workload));
              return how.apply(placed).orElseThrow(_ -> late(placed));
            });
  }

  private ProblemException late(Placement placed) {
    return ProblemException.lasting(
        Code.LB3003,
        "run %s under epoch %d: %s has %s".formatted(run, epoch, workload, placed.holder()),
        "another run has gone on since; this one changed nothing there",
        "see 'lifeboat status'");
  }
}
