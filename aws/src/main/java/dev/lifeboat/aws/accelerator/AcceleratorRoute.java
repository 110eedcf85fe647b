package dev.lifeboat.aws.accelerator;

import dev.lifeboat.aws.ApiReconciler;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;

/// Users follow the health of the load balancers behind an accelerator. Their health check asks the
/// service whether it can write: it can where the writer is, and nowhere else. So users leave a
/// region that is lost, and one that comes back gets nobody, without a call to anything.
///
/// There is nothing to ask for but a share. All are led to a region once it answers, several times
/// in a row.
public record AcceleratorRoute(AcceleratorProbe answers, HealthLatch latch, DialedShare shares)
    implements ApiReconciler<Goal.Routed> {

  /// Each by a connection of its own.
  private static final int IN_A_ROW = 3;

  @Override
  public Readiness readiness(Goal.Routed goal) throws ProblemException, InterruptedException {
    return goal.share() == null ? latch.readiness() : shares.readiness();
  }

  @Override
  public Observation look(Goal.Routed goal) throws ProblemException, InterruptedException {
    var share = goal.share();
    if (share != null) {
      return shares.look(goal, share);
    }
    try {
      for (int time = 0; time < IN_A_ROW; time++) {
        var region = answers.ask();
        if (!region.equals(goal.region())) {
          return Observation.pending("'%s' answers behind the accelerator".formatted(region));
        }
      }
      return Observation.met(
          "%s answers behind the accelerator, %d times in a row"
              .formatted(goal.region(), IN_A_ROW));
    } catch (IOException silent) {
      return Observation.unreachable("nobody answers behind the accelerator: " + silent);
    }
  }

  @Override
  public void pursue(Goal.Routed goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    var share = goal.share();
    if (share != null) {
      shares.pursue(goal, share, attempt);
    }
  }
}
