package dev.lifeboat.lab.provider;

import dev.lifeboat.guard.vote.LeaseFence;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.PromotionReadiness;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.provider.RestoreSource;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.wire.HttpProbe;
import java.time.Clock;

/// The lab's reconcilers for one workload.
public final class LabReconcilers {
  private LabReconcilers() {}

  /// A provider that brings goals of `workload` about through `clients`.
  ///
  /// @param placements where a late request learns that it is late
  /// @param vaults that its databases are restored from, where its strategy is that
  public static Reconcilers of(
      LabClients clients,
      Placements placements,
      Workload workload,
      HttpProbe probe,
      RestoreSource vaults) {
    var epoch = new PresentEpoch(placements, workload.name());
    var candidates = new PromotionReadiness(placements, workload.name());
    var climb =
        new FenceClimb(
            clients, workload, new LeaseFence(new LabVoters(clients), placements, workload.name()));
    var readiness = new ServiceReadiness(clients.topology(), workload, probe);
    var promotion = new DatabasePromotion(clients, epoch, candidates);
    var all = Reconcilers.forResources(workload.resources());
    if (workload.strategy() == Strategy.BACKUP_AND_RESTORE && workload.backup().isPresent()) {
      var name = workload.name();
      var restorable = new RestoreReadiness(placements, name, vaults);
      var databases = workload.resources(Database.class).stream().map(Database::name).toList();
      var restore = new DatabaseRestore(clients, epoch, restorable, databases);
      all.with(
              Goal.Protected.class,
              Database.class,
              new VaultProtection(
                  Clock.systemUTC(), placements, name, epoch, vaults, workload.backup().get()))
          .with(Goal.Restored.class, Database.class, restore)
          .with(
              Goal.Promoted.class,
              Database.class,
              new RestoredPromotion(promotion, restorable, restore::target))
          .with(Goal.Running.class, Database.class, new DatabaseStandDown(clients, epoch));
    } else {
      all.with(Goal.Promoted.class, Database.class, promotion);
    }
    return all.with(Goal.Fenced.class, Database.class, new DatabaseFence(clients, climb))
        .with(
            Goal.Replicating.class,
            Database.class,
            new DatabaseReplication(clients, workload, epoch))
        .with(Goal.Fenced.class, Bucket.class, new LabBucketFence(clients, epoch, climb))
        .with(Goal.Promoted.class, Bucket.class, new LabBucketPromotion(clients, epoch, candidates))
        .with(Goal.Replicating.class, Bucket.class, new LabBucketReplication(clients, epoch))
        .with(Goal.Running.class, Service.class, new ServiceCapacity(clients, epoch))
        .with(Goal.Healthy.class, Service.class, readiness)
        .with(Goal.Bound.class, Service.class, new ServiceBinding(clients, epoch))
        .with(Goal.Fenced.class, Traffic.class, new TrafficFence(clients))
        .with(Goal.Routed.class, Traffic.class, new TrafficRoute(clients, workload, readiness))
        .build();
  }
}
