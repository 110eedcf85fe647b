package dev.lifeboat.lab.check;

import dev.lifeboat.agent.state.UnitState;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Services of a workload of which no instance works in a region, although some are wanted there.
/// No failover waits for that: one of a region that is lost goes on, and is short of them.
public final class InstanceFindings {
  private InstanceFindings() {}

  /// Nothing of a region that is silent: that is told already.
  public static List<String> of(LabClients clients, Workload workload, String region)
      throws InterruptedException {
    try {
      return of(clients.agent(region).state().units(), workload, region);
    } catch (IOException silent) {
      return List.of();
    }
  }

  static List<String> of(Map<String, UnitState> units, Workload workload, String region) {
    var findings = new ArrayList<String>();
    for (var service : workload.resources(Service.class)) {
      Optional.ofNullable(units.get(service.name()))
          .filter(it -> it.wanted() > 0 && it.healthyCount() == 0)
          .map(it ->
              "0 of %d instances of '%s' in %s are healthy: %s"
                  .formatted(
                      it.wanted(), service.name(), region, it.why().orElse("why is not known")))
          .ifPresent(findings::add);
    }
    return List.copyOf(findings);
  }
}
