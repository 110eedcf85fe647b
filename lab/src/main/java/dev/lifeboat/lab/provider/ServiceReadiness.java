package dev.lifeboat.lab.provider;

import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.wire.HttpProbe;
import dev.lifeboat.wire.ProbeResult;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Whether at least one instance of a service in a region answers its readiness check. Nothing can
/// be asked for: a service becomes ready by itself once its stores are.
record ServiceReadiness(Topology topology, Workload workload, HttpProbe probe)
    implements RegionReconciler<Goal.Healthy> {
  private static final Duration PROBE = Duration.ofSeconds(1);

  /// Whether every instance that a region should run can take a user's write.
  ///
  /// @param wanted instances; none are never ready
  boolean ready(String region, String service, int wanted) throws InterruptedException {
    int ready = 0;
    for (var address : addresses(region, service)) {
      ready += probe.probe(address, PROBE) instanceof ProbeResult.Answered ? 1 : 0;
    }
    return wanted > 0 && ready >= wanted;
  }

  private List<URI> addresses(String region, String service) {
    var site = topology.fromEdge(region);
    var path = workload.resource(Service.class, service).ready();
    return site.service(service).ports().stream()
        .map(port -> site.at(port).http().resolve(path))
        .toList();
  }

  @Override
  public Observation look(Goal.Healthy goal) throws InterruptedException {
    var why = "no instance runs";
    for (var address : addresses(goal.region(), goal.resource())) {
      switch (probe.probe(address, PROBE)) {
        case ProbeResult.Answered(var detail, _) -> {
          return Observation.met("%s answers with %s".formatted(address, detail));
        }
        case ProbeResult.Refused(var refused) -> why = address + ": " + refused;
        case ProbeResult.Silent(var after) ->
            why = "%s: silent for %d ms".formatted(address, after.toMillis());
      }
    }
    return Observation.pending(why);
  }

  @Override
  public void request(Goal.Healthy goal, Attempt attempt) {
    // Nothing to ask for: the stores it waits for are goals of their own.
  }
}
