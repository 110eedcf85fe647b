package dev.lifeboat.lab.provider;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;

/// Which region's stores the instances of a service use. They learn that when they start, so those
/// that run are started anew.
final class ServiceBinding implements Reconciler<Goal.Bound> {
  private final LabClients clients;
  private final PresentEpoch epoch;

  ServiceBinding(LabClients clients, PresentEpoch epoch) {
    this.clients = clients;
    this.epoch = epoch;
  }

  @Override
  public Readiness preflight(Goal.Bound goal) {
    return Readiness.ready(); // Whether an instance starts shows once it is asked to.
  }

  @Override
  public Observation observe(Goal.Bound goal) throws InterruptedException {
    try {
      var seen = AgentStates.unit(clients.agent(goal.region()).state(), goal.resource());
      if (!goal.stores().equals(seen.binding())) {
        return Observation.pending(
            "%s in %s is bound to %s".formatted(goal.resource(), goal.region(), seen.binding()));
      }
      return seen.settled()
          ? Observation.met(
              "%d instances of %s in %s were started bound to %s"
                  .formatted(seen.wanted(), goal.resource(), goal.region(), goal.stores()))
          : Observation.pending("its instances start anew");
    } catch (IOException silent) {
      return Observation.unreachable(CallProblems.why(silent));
    }
  }

  @Override
  public void pursue(Goal.Bound goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    epoch.require(goal, attempt);
    try {
      var _ =
          clients
              .agent(goal.region())
              .bindUnit(goal.resource(), goal.stores(), generation(goal, attempt));
    } catch (IOException failed) {
      throw CallProblems.problem(goal.phrase(), failed);
    }
  }

  /// A run binds to the other region's stores and later back to its own: a request for the first
  /// that comes after the second is too late, and the generation says so.
  private static long generation(Goal.Bound goal, Attempt attempt) {
    return 2 * attempt.epoch() + (goal.stores().equals(goal.region()) ? 1 : 0);
  }
}
