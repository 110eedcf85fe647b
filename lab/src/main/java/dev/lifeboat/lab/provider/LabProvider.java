package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.probe.HttpProbe;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Replication;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Provider;
import dev.lifeboat.runbook.Goal;
import java.util.LinkedHashMap;

/// The lab's reconcilers for one workload.
public final class LabProvider {
  private LabProvider() {}

  /// A provider that brings goals of `workload` about through `clients`.
  public static Provider of(LabClients clients, Workload workload, HttpProbe probe) {
    var replication = new LinkedHashMap<String, Replication>();
    workload.resources(Database.class).forEach(it -> replication.put(it.name(), it.replication()));
    var ready = new LinkedHashMap<String, String>();
    var health = new LinkedHashMap<String, String>();
    for (var service : workload.resources(Service.class)) {
      ready.put(service.name(), service.ready());
      health.put(service.name(), service.health());
    }
    var behind = new LinkedHashMap<String, String>();
    workload.resources(Traffic.class).forEach(it -> behind.put(it.name(), it.to()));
    var standby = new SynchronousStandby(clients, replication);
    var hypervisor = new Hypervisor(clients);
    var lease = new LeaseFence(clients, workload.name());
    return Provider.forResources(workload.resources())
        .with(Goal.Fenced.class, Database.class, new DatabaseFence(clients, hypervisor, lease))
        .with(Goal.Promoted.class, Database.class, new DatabasePromotion(clients, standby))
        .with(Goal.Replicating.class, Database.class, new DatabaseReplication(clients, standby))
        .with(Goal.Fenced.class, Bucket.class, new BucketFence(clients, hypervisor, lease))
        .with(Goal.Promoted.class, Bucket.class, new BucketPromotion(clients))
        .with(Goal.Replicating.class, Bucket.class, new BucketReplication(clients))
        .with(Goal.Running.class, Service.class, new ServiceCapacity(clients))
        .with(
            Goal.Healthy.class,
            Service.class,
            new ServiceReadiness(clients.topology(), ready, probe))
        .with(Goal.Fenced.class, Traffic.class, new TrafficFence(clients))
        .with(Goal.Routed.class, Traffic.class, new TrafficRoute(clients, behind, health))
        .build();
  }
}
