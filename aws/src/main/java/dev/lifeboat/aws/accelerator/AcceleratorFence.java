package dev.lifeboat.aws.accelerator;

import dev.lifeboat.aws.ApiReconciler;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;

/// Keeps users away from a region that is about to become healthy, by its dial, so that they come
/// there share by share. Asked for on the way home alone, while both regions live. It keeps nobody
/// away if the other region has no healthy endpoint, and is no proof of anything: what keeps writes
/// out of a region is the fence of its database.
public record AcceleratorFence(TrafficDials dials, PresentClaim claim)
    implements ApiReconciler<Goal.Fenced> {

  @Override
  public Readiness readiness(Goal.Fenced goal) throws ProblemException, InterruptedException {
    dials.look();
    return Readiness.ready();
  }

  @Override
  public Observation look(Goal.Fenced goal) throws ProblemException, InterruptedException {
    var standing = dials.look();
    return Observation.metIf(
        isClosed(standing, goal.region()) && standing.deployed(), standing.words());
  }

  private boolean isClosed(TrafficDials.Standing standing, String region) {
    return standing.is(region, 0) && standing.is(dials.otherThan(region), TrafficDials.ALL);
  }

  @Override
  public void pursue(Goal.Fenced goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    claim.confirm(goal, attempt);
    if (!isClosed(dials.look(), goal.region())) {
      // Nobody is ever without a region that takes him.
      dials.turn(dials.otherThan(goal.region()), TrafficDials.ALL);
      dials.turn(goal.region(), 0);
    }
  }
}
