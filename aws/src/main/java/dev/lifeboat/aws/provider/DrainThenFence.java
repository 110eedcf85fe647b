package dev.lifeboat.aws.provider;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.util.Map;
import java.util.Optional;

/// Takes the services that use a database to zero before it is closed, so that users are refused at
/// the door. It proves nothing, since others may have sessions: one that cannot be taken to zero is
/// told, and the database is closed all the same.
///
/// @param services of those that use the database, by their names
record DrainThenFence(Reconciler<Goal.Fenced> fence, Map<String, Reconciler<Goal.Running>> services)
    implements Reconciler<Goal.Fenced> {

  @Override
  public Readiness preflight(Goal.Fenced goal) throws InterruptedException {
    return fence.preflight(goal);
  }

  @Override
  public Observation observe(Goal.Fenced goal) throws InterruptedException {
    return fence.observe(goal);
  }

  @Override
  public void pursue(Goal.Fenced goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    var left = new StringBuilder();
    for (var service : services.entrySet()) {
      var none = new Goal.Running(service.getKey(), goal.region(), 0, 0);
      drain(service.getValue(), none, attempt)
          .ifPresent(why ->
              left.append("; '%s' was not taken to zero: %s".formatted(service.getKey(), why)));
    }
    try {
      fence.pursue(goal, attempt);
    } catch (ProblemException failed) {
      var told = failed.problem();
      throw new Problem(
              told.code(), told.happened() + left, told.means(), told.action(), told.retry())
          .asException(failed);
    }
  }

  /// Why it could not be asked; where nobody could look, nothing is asked.
  private static Optional<String> drain(
      Reconciler<Goal.Running> service, Goal.Running none, Attempt attempt)
      throws InterruptedException {
    return switch (service.observe(none)) {
      case Observation.Met _ -> Optional.empty();
      case Observation.Unreachable(var why) -> Optional.of(why);
      case Observation.Pending _ -> {
        try {
          service.pursue(none, attempt);
          yield Optional.empty();
        } catch (ProblemException refused) {
          yield Optional.of(refused.problem().happened());
        }
      }
    };
  }
}
