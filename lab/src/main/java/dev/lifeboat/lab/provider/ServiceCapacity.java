package dev.lifeboat.lab.provider;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;

/// Runs as many instances of a service as wanted.
final class ServiceCapacity implements Reconciler<Goal.Running> {
  private final LabClients clients;
  private final PresentEpoch epoch;

  ServiceCapacity(LabClients clients, PresentEpoch epoch) {
    this.clients = clients;
    this.epoch = epoch;
  }

  @Override
  public Readiness preflight(Goal.Running goal) {
    return Readiness.ready(); // Whether an instance starts shows once it is asked to.
  }

  @Override
  public Observation observe(Goal.Running goal) throws InterruptedException {
    try {
      var seen = AgentStates.unit(clients.agent(goal.region()).state(), goal.resource());
      boolean met =
          seen.wanted() == goal.instances()
              && seen.healthyCount() == goal.instances()
              && seen.generation() >= goal.generation();
      var found =
          "%d of %d instances of %s healthy in %s"
              .formatted(seen.healthyCount(), seen.wanted(), goal.resource(), goal.region());
      return met ? Observation.met(found) : Observation.pending(found);
    } catch (IOException silent) {
      return Observation.unreachable(CallProblems.why(silent));
    }
  }

  @Override
  public void pursue(Goal.Running goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    epoch.require(goal, attempt);
    try {
      var _ =
          clients
              .agent(goal.region())
              .setUnit(goal.resource(), goal.instances(), goal.generation());
    } catch (IOException failed) {
      throw CallProblems.problem(goal.phrase(), failed);
    }
  }
}
