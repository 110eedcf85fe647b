package dev.lifeboat.lab.provider;

import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;

/// Which region's stores the instances of a service use. They learn that when they start, so those
/// that run are started anew.
record ServiceBinding(LabClients clients, PresentEpoch epoch)
    implements RegionReconciler<Goal.Bound> {
  @Override
  public Observation look(Goal.Bound goal) throws IOException, InterruptedException {
    var seen = AgentStates.unit(clients.agent(goal.region()).state(), goal.resource());
    if (!goal.stores().equals(seen.binding())) {
      return Observation.pending(
          "%s in %s is bound to %s".formatted(goal.resource(), goal.region(), seen.binding()));
    }
    return seen.settled()
        ? Observation.met(
            "%s of %s in %s started bound to %s"
                .formatted(
                    Count.of(seen.wanted(), "instance"),
                    goal.resource(),
                    goal.region(),
                    goal.stores()))
        : Observation.pending("its instances start anew");
  }

  @Override
  public void request(Goal.Bound goal, Attempt attempt)
      throws IOException, InterruptedException, ProblemException {
    epoch.require(goal, attempt);
    var _ =
        clients
            .agent(goal.region())
            .bindUnit(goal.resource(), goal.stores(), generation(goal, attempt));
  }

  /// A run binds to the other region's stores and later back to its own: a request for the first
  /// that comes after the second is too late, and the generation says so.
  private static long generation(Goal.Bound goal, Attempt attempt) {
    return 2 * attempt.epoch() + (goal.stores().equals(goal.region()) ? 1 : 0);
  }
}
