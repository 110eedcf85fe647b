package dev.lifeboat.lab.provider;

import dev.lifeboat.lab.bucket.Role;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;

/// Makes a bucket's gateway the writer.
final class BucketPromotion implements Reconciler<Goal.Promoted> {
  private final LabClients clients;

  BucketPromotion(LabClients clients) {
    this.clients = clients;
  }

  @Override
  public Readiness preflight(Goal.Promoted goal) throws InterruptedException {
    return observe(goal) instanceof Observation.Unreachable(var why)
        ? Readiness.notReady(
            Problem.passing(
                Code.LB2001,
                "%s cannot be promoted in %s: %s".formatted(goal.resource(), goal.region(), why),
                "the writer would not come up there; nothing was changed",
                "see 'lifeboat lab status'"))
        : Readiness.ready();
  }

  @Override
  public Observation observe(Goal.Promoted goal) throws InterruptedException {
    try {
      var state = clients.bucket(goal.region(), goal.resource()).state();
      return state.role() == Role.WRITER
          ? Observation.met(
              "%s takes writes in %s under epoch %d"
                  .formatted(goal.resource(), goal.region(), state.epoch()))
          : Observation.pending("is a replica under epoch " + state.epoch());
    } catch (IOException silent) {
      return Observation.unreachable(Answers.why(silent));
    }
  }

  @Override
  public void pursue(Goal.Promoted goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    try {
      BucketFence.RoleChanges.require(
          goal,
          clients.bucket(goal.region(), goal.resource()).setRole(Role.WRITER, attempt.epoch()));
    } catch (IOException failed) {
      throw Answers.problem(goal.phrase(), failed);
    }
  }
}
