package dev.lifeboat.lab.provider;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Takes a database out of service in a region that nothing is written in, and that needs no copy
/// of it. Its agent deletes no file that may hold something alone.
record DatabaseStandDown(LabClients clients, PresentEpoch epoch)
    implements RegionReconciler<Goal.Running> {
  /// It asks both servers where they part.
  private static final Duration STOP = Duration.ofSeconds(40);

  @Override
  public Observation look(Goal.Running goal) throws IOException, InterruptedException {
    var seen =
        AgentStates.database(
            clients.agent(goal.region()).freshState(goal.resource()), goal.resource());
    var control = Optional.ofNullable(seen.control().controlState());
    return control.isEmpty() && !seen.server().running()
        ? Observation.met("nothing of %s is there".formatted(goal.resource()))
        : Observation.pending(
            "its files are there, %s".formatted(control.orElse("and a server runs")));
  }

  @Override
  public void request(Goal.Running goal, Attempt attempt)
      throws IOException, InterruptedException, ProblemException {
    epoch.require(goal, attempt);
    var _ = clients.agent(goal.region()).within(STOP).standDown(goal.resource(), attempt.epoch());
  }
}
