package dev.lifeboat.lab.provider;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.frontdoor.FrontDoorClient;
import dev.lifeboat.lab.frontdoor.Table;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.wire.EpochRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The entrances of the regions that a name leads to. With a proxy there are none, and every call
/// here does nothing.
///
/// A client that holds an old answer goes on to the old entrance. One that lives is closed; one
/// that does not answer cannot be, so here a fence asks for no more than the name: what keeps such
/// a client from writing is the fence of the stores.
record RegionEntrances(LabClients clients) {
  private static final int ALL = 100;

  /// Closes the entrance of the goal's region, if it lives.
  ///
  /// @throws EpochRefusedException when it has seen a higher epoch
  void close(Goal.Fenced goal, long epoch) throws IOException, InterruptedException {
    var entrance = clients.entrance(goal.resource(), goal.region());
    if (entrance.isPresent()) {
      close(entrance.get(), goal.region(), epoch, goal.stop());
    }
  }

  private static void close(FrontDoorClient entrance, String region, long epoch, Goal.Stop stop)
      throws EpochRefusedException, InterruptedException {
    try {
      var table = entrance.table();
      var own = table.regions().get(region);
      var instances = own == null ? List.<HostPort>of() : own.instances();
      if (stop == Goal.Stop.ORDERLY) {
        var draining = new Table.Region(0, Table.State.DRAINING, instances);
        entrance.put(table.with(epoch, region, draining));
        TrafficFence.drain(entrance, region);
      }
      entrance.put(table.with(epoch, region, new Table.Region(0, Table.State.CLOSED, instances)));
    } catch (EpochRefusedException stale) {
      throw stale;
    } catch (IOException _) {
      // It lives no more, or nobody hears it; observe tells which.
    }
  }

  /// What is to be said of a name that leads to the goal's region no more.
  Observation closed(Goal.Fenced goal, String proof) throws InterruptedException {
    var entrance = clients.entrance(goal.resource(), goal.region());
    if (entrance.isEmpty()) {
      return Observation.met(proof);
    }
    try {
      return isOpen(entrance.get(), goal.region())
          ? Observation.pending("its entrance is open to clients that hold an old answer")
          : Observation.met(proof + ", and so is its entrance");
    } catch (IOException _) {
      return Observation.met(proof + "; its entrance does not answer");
    }
  }

  /// Whether the goal's region lets clients in, and no other does that answers.
  boolean lead(Goal.Routed goal) throws IOException, InterruptedException {
    for (var region : clients.topology().regions().keySet()) {
      var entrance = clients.entrance(goal.resource(), region);
      if (entrance.isPresent()) {
        boolean target = region.equals(goal.region());
        try {
          if (isOpen(entrance.get(), region) != target) {
            return false;
          }
        } catch (IOException silent) {
          if (target) {
            throw silent;
          }
        }
      }
    }
    return true;
  }

  private static boolean isOpen(FrontDoorClient entrance, String region)
      throws IOException, InterruptedException {
    return entrance.table().stateOf(region) == Table.State.OPEN;
  }

  /// Closes every other region's entrance that lives, then opens the one of the goal's region.
  ///
  /// @param instances of the service in the goal's region
  /// @throws EpochRefusedException when the front door, or an entrance, has seen a higher epoch
  void open(Goal.Routed goal, long epoch, List<HostPort> instances, String health)
      throws IOException, InterruptedException {
    var own = clients.entrance(goal.resource(), goal.region());
    if (own.isEmpty()) {
      return;
    }
    // An entrance that was not heard when its region was fenced knows no better.
    long seen = clients.door(goal.resource()).table().epoch();
    if (epoch < seen) {
      throw new EpochRefusedException(
          "epoch %d is lower than %d, which is in force".formatted(epoch, seen), epoch, seen);
    }
    for (var region : clients.topology().regions().keySet()) {
      var entrance = clients.entrance(goal.resource(), region);
      if (entrance.isPresent() && !region.equals(goal.region())) {
        close(entrance.get(), region, epoch, Goal.Stop.IMMEDIATE);
      }
    }
    var open = new Table.Region(ALL, Table.State.OPEN, instances);
    own.get().put(new Table(epoch, new TreeMap<>(Map.of(goal.region(), open)), health));
  }
}
