package dev.lifeboat.aws.states;

import dev.lifeboat.aws.states.States.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tasks that read and change the workload's placement, each by a conditional write. They find the
/// run and its epoch at `$.run` and `$.epoch`.
///
/// A write that Step Functions repeats, because its answer was lost, holds the second time too.
interface ClaimTasks {
  /// Reads `writer`, its `epoch` and `highest`, the highest epoch; there is an error when the
  /// workload has no placement.
  State see();

  /// Makes this run the open one under its epoch, unless another one is open or the writer is not
  /// where the runbook begins.
  State claim();

  /// Confirms that this run is still the open one, under the highest epoch.
  State confirm();

  /// Records that the writer is in the target under this run's epoch.
  State place();

  /// Hands `$.undo.next` out as this run's epoch, for its undo.
  State takeNext();

  /// Gives the placement free.
  State release();

  /// The error of a write whose condition did not hold.
  String refused();

  /// A write of the placement with its ways out: repeated, but not once its condition did not hold.
  ///
  /// @param refused the state that follows when its condition did not hold
  /// @param failed the state that follows any other error
  default State orElse(State task, String refused, String failed) {
    var never = new LinkedHashMap<String, Object>();
    never.put("ErrorEquals", List.of(refused()));
    never.put("MaxAttempts", 0);
    var retries = new ArrayList<Map<String, Object>>();
    retries.add(never);
    retries.addAll(Stages.RETRIES);
    return task.dropped()
        .with("Retry", retries)
        .with("Catch", List.of(States.error(refused(), refused), States.anyError(failed)));
  }
}
