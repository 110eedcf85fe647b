package dev.lifeboat.lab.provider;

import dev.lifeboat.lab.bucket.BucketRole;
import dev.lifeboat.lab.bucket.BucketState;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.PromotionReadiness;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;

/// Makes a bucket's gateway the writer.
record LabBucketPromotion(LabClients clients, PresentEpoch epoch, PromotionReadiness candidates)
    implements RegionReconciler<Goal.Promoted> {
  @Override
  public Readiness preflight(Goal.Promoted goal) throws InterruptedException {
    try {
      return candidates.of(goal, state(goal).followed());
    } catch (IOException silent) {
      return CallProblems.notPromotable(goal, CallProblems.why(silent));
    }
  }

  private BucketState state(Goal.Promoted goal) throws IOException, InterruptedException {
    return clients.bucket(goal.region(), goal.resource()).state();
  }

  @Override
  public Observation look(Goal.Promoted goal) throws IOException, InterruptedException {
    var state = state(goal);
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
  }

  @Override
  public void request(Goal.Promoted goal, Attempt attempt)
      throws IOException, InterruptedException {
    clients
        .bucket(goal.region(), goal.resource())
        .setRole(BucketRole.WRITER, attempt.epoch(), attempt.succession());
  }
}
