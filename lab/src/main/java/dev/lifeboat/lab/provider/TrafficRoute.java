package dev.lifeboat.lab.provider;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.frontdoor.Table;
import dev.lifeboat.lab.topology.FarRegion;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

/// Sends all client traffic to one region and closes the front door to the other, or sends it a
/// share.
record TrafficRoute(LabClients clients, Workload workload, ServiceReadiness readiness)
    implements RegionReconciler<Goal.Routed> {
  private static final int ALL = 100;

  private TrafficShare shares() {
    return new TrafficShare(clients, readiness);
  }

  private RegionEntrances entrances() {
    return new RegionEntrances(clients);
  }

  @Override
  public Observation look(Goal.Routed goal) throws IOException, InterruptedException {
    var share = goal.share();
    if (share != null) {
      return shares().observe(goal, share);
    }
    var table = clients.door(goal.resource()).table();
    return TrafficShare.alone(table, goal.region()) && entrances().lead(goal)
        ? Observation.met(
            "the front door sends all to %s under epoch %d".formatted(goal.region(), table.epoch()))
        : Observation.pending("the front door sends elsewhere");
  }

  @Override
  public void request(Goal.Routed goal, Attempt attempt)
      throws IOException, InterruptedException, ProblemException {
    var service =
        workload.resource(Service.class, workload.resource(Traffic.class, goal.resource()).to());
    var regions = new TreeMap<String, Table.Region>();
    for (var site : clients.topology().edge().regions().values()) {
      boolean serves = site.name().equals(goal.region());
      regions.put(
          site.name(),
          new Table.Region(
              serves ? ALL : 0,
              serves ? Table.State.OPEN : Table.State.CLOSED,
              behind(goal.resource(), site, service.name())));
    }
    var all = new Table(attempt.epoch(), regions, service.health());
    var share = goal.share();
    if (share == null) {
      var inside = clients.topology().region(goal.region());
      // Who is told the name must find its entrance open.
      var instances = inside.service(service.name()).at(inside.address());
      entrances().open(goal, attempt.epoch(), instances, all.health());
      clients.door(goal.resource()).put(all);
    } else {
      shares().pursue(goal, share, service.name(), all, attempt);
    }
  }

  /// What the front door leads to: the instances, or the region's entrance.
  private List<HostPort> behind(String traffic, FarRegion site, String service) {
    var door = clients.topology().edge().door(traffic);
    var way = door.ways().get(site.name());
    return way == null
        ? site.service(service).at(site.address())
        : List.of(new HostPort(way.address(), door.port()));
  }
}
