package dev.lifeboat.lab.provider;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;

/// Runs as many instances of a service as wanted.
record ServiceCapacity(LabClients clients, PresentEpoch epoch)
    implements RegionReconciler<Goal.Running> {
  @Override
  public Observation look(Goal.Running goal) throws IOException, InterruptedException {
    var seen = AgentStates.unit(clients.agent(goal.region()).state(), goal.resource());
    boolean met =
        seen.wanted() == goal.instances()
            && seen.healthyCount() == goal.instances()
            && seen.generation() >= goal.generation();
    var found =
        "%d of %d instances of %s healthy in %s"
            .formatted(seen.healthyCount(), seen.wanted(), goal.resource(), goal.region());
    return Observation.metIf(met, found);
  }

  @Override
  public void request(Goal.Running goal, Attempt attempt)
      throws IOException, InterruptedException, ProblemException {
    epoch.require(goal, attempt);
    var _ =
        clients.agent(goal.region()).setUnit(goal.resource(), goal.instances(), goal.generation());
  }
}
