package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.state.UnitState;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.util.Optional;

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
    return Observation.metIf(met, seen(seen, goal));
  }

  static String seen(UnitState unit, Goal.Running goal) {
    var why = unit.healthyCount() > 0 ? Optional.<String>empty() : unit.why();
    return "%d of %d instances of %s healthy in %s%s"
        .formatted(
            unit.healthyCount(),
            unit.wanted(),
            goal.resource(),
            goal.region(),
            why.map(it -> "; " + it).orElse(""));
  }

  @Override
  public void request(Goal.Running goal, Attempt attempt)
      throws IOException, InterruptedException, ProblemException {
    epoch.require(goal, attempt);
    var _ =
        clients.agent(goal.region()).setUnit(goal.resource(), goal.instances(), goal.generation());
  }
}
