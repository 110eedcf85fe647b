package dev.lifeboat.lab.provider;

import dev.lifeboat.lab.bucket.BucketRole;
import dev.lifeboat.lab.bucket.BucketState;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.PromotionReadiness;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;

/// Makes a bucket's gateway the writer.
final class LabBucketPromotion implements Reconciler<Goal.Promoted> {
  private final LabClients clients;
  private final PresentEpoch epoch;
  private final PromotionReadiness candidates;

  LabBucketPromotion(LabClients clients, PresentEpoch epoch, PromotionReadiness candidates) {
    this.clients = clients;
    this.epoch = epoch;
    this.candidates = candidates;
  }

  @Override
  public Readiness preflight(Goal.Promoted goal) throws InterruptedException {
    try {
      return candidates.of(goal, look(goal).followed());
    } catch (IOException silent) {
      return Readiness.notReady(
          Problem.passing(
              Code.LB2011,
              "%s cannot be promoted in %s: %s"
                  .formatted(goal.resource(), goal.region(), CallProblems.why(silent)),
              "the writer would not come up there; nothing was changed",
              "see 'lifeboat lab status'"));
    }
  }

  private BucketState look(Goal.Promoted goal) throws IOException, InterruptedException {
    return clients.bucket(goal.region(), goal.resource()).state();
  }

  @Override
  public Observation observe(Goal.Promoted goal) throws InterruptedException {
    try {
      var state = look(goal);
      if (state.role() != BucketRole.WRITER) {
        return Observation.pending("is a replica under epoch " + state.epoch());
      }
      if (state.closing()) {
        return Observation.pending("takes no more writes: it was asked to become a replica");
      }
      return epoch
          .over(state.epoch())
          .orElseGet(() ->
              Observation.met(
                  "%s takes writes in %s under epoch %d"
                      .formatted(goal.resource(), goal.region(), state.epoch())));
    } catch (IOException silent) {
      return Observation.unreachable(CallProblems.why(silent));
    }
  }

  @Override
  public void pursue(Goal.Promoted goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    try {
      clients
          .bucket(goal.region(), goal.resource())
          .setRole(BucketRole.WRITER, attempt.epoch(), attempt.succession());
    } catch (IOException failed) {
      throw CallProblems.problem(goal.phrase(), failed);
    }
  }
}
