package dev.lifeboat.lab.provider;

import dev.lifeboat.lab.frontdoor.FrontDoorClient;
import dev.lifeboat.lab.frontdoor.Table;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.time.Duration;

/// Closes the front door to a region: no request goes there, and no late answer comes back.
record TrafficFence(LabClients clients) implements RegionReconciler<Goal.Fenced> {
  // An orderly close lets requests in flight end first, for as long as users would hardly notice.
  private static final Wait DRAIN = new Wait(Duration.ofSeconds(1), Duration.ofMillis(5));

  @Override
  public Observation look(Goal.Fenced goal) throws IOException, InterruptedException {
    var table = clients.door(goal.resource()).table();
    var state = table.stateOf(goal.region());
    return state == Table.State.CLOSED
        ? new RegionEntrances(clients)
            .closed(
                goal,
                "the front door is closed to %s under epoch %d"
                    .formatted(goal.region(), table.epoch()))
        : Observation.pending("the front door is %s to it".formatted(AgentStates.word(state)));
  }

  @Override
  public void request(Goal.Fenced goal, Attempt attempt) throws IOException, InterruptedException {
    var door = clients.door(goal.resource());
    var table = door.table();
    var region = table.regions().get(goal.region());
    if (region == null) {
      return;
    }
    if (goal.stop() == Goal.Stop.ORDERLY) {
      door.put(table.with(attempt.epoch(), goal.region(), region.in(Table.State.DRAINING)));
      drain(door, goal.region());
    }
    door.put(table.with(attempt.epoch(), goal.region(), region.in(Table.State.CLOSED)));
    new RegionEntrances(clients).close(goal, attempt.epoch());
  }

  /// Returns once no request is in flight, or users would notice the wait.
  static void drain(FrontDoorClient door, String region) throws IOException, InterruptedException {
    boolean _ =
        DRAIN.until(() -> {
          var traffic = door.traffic().regions().get(region);
          return traffic == null || traffic.inFlight() == 0;
        });
  }
}
