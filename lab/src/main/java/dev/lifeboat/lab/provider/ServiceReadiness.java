package dev.lifeboat.lab.provider;

import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.wire.HttpProbe;
import dev.lifeboat.wire.ProbeResult;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Whether at least one instance of a service in a region answers its readiness check. Nothing can
/// be asked for: a service becomes ready by itself once its stores are.
final class ServiceReadiness implements Reconciler<Goal.Healthy> {
  private static final Duration PROBE = Duration.ofSeconds(1);

  private final Topology topology;
  private final Map<String, String> readyPaths;
  private final HttpProbe probe;

  /// @param readyPaths of each service by name
  ServiceReadiness(Topology topology, Map<String, String> readyPaths, HttpProbe probe) {
    this.topology = topology;
    this.readyPaths = Map.copyOf(readyPaths);
    this.probe = probe;
  }

  @Override
  public Readiness preflight(Goal.Healthy goal) {
    return Readiness.ready();
  }

  @Override
  public Observation observe(Goal.Healthy goal) throws InterruptedException {
    var site = topology.fromEdge(goal.region());
    var service = site.service(goal.resource());
    var path = readyPaths.getOrDefault(goal.resource(), "/");
    var why = "no instance runs";
    for (int port : service.ports()) {
      var address = URI.create("http://%s:%d%s".formatted(site.address(), port, path));
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
  public void pursue(Goal.Healthy goal, Attempt attempt) {
    // Nothing to ask for: the stores it waits for are goals of their own.
  }
}
