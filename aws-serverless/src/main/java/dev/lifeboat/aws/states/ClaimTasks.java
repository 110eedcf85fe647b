package dev.lifeboat.aws.states;

/// Tasks that read and change the workload's placement, each by a conditional write. They find the
/// run and its epoch at `$.run` and `$.epoch`.
///
/// A write that Step Functions repeats, because its answer was lost, holds the second time too.
interface ClaimTasks {
  /// Reads `writer`, its `epoch` and `highest`, the highest epoch; there is an error when the
  /// workload has no placement.
  Asl see();

  /// Makes this run the open one under its epoch, unless another one is open or the writer is not
  /// where the runbook begins.
  Asl claim();

  /// Confirms that this run is still the open one, under the highest epoch.
  Asl confirm();

  /// Records that the writer is in the target under this run's epoch.
  Asl place();

  /// Hands `$.undo.next` out as this run's epoch, for its undo.
  Asl takeNext();

  /// Gives the placement free.
  Asl release();

  /// The error of a write whose condition did not hold.
  String refused();

  /// A write of the placement with its ways out: repeated, but not once its condition did not hold.
  ///
  /// @param refused the state that follows when its condition did not hold
  /// @param failed the state that follows any other error
  default Asl orElse(Asl task, String refused, String failed) {
    return task.dropped()
        .retriedBut(refused())
        .or(Asl.error(refused(), refused), Asl.anyError(failed));
  }
}
