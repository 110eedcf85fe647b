package dev.lifeboat.aws.function;

import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;

/// The changes of a placement that the function of a run makes for a state machine.
///
/// @param run whose name is the execution's
/// @param epoch of the run
public record ExecutionClaimAccess(Placements placements, String workload, RunId run, long epoch) {
  private ExecutionClaim changes() {
    return new ExecutionClaim(placements, workload, run, epoch);
  }

  public void claim(String source) throws ProblemException {
    changes().claim(source);
  }

  public void confirm() throws ProblemException {
    changes().confirm();
  }

  public void place(String target) throws ProblemException {
    changes().place(target);
  }

  public void takeNext(long next) throws ProblemException {
    changes().takeNext(next);
  }

  public void release() throws ProblemException {
    changes().release();
  }
}
