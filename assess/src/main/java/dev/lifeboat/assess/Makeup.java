package dev.lifeboat.assess;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;

/// Numbers of what a workload is made of: all that its bill depends on. A portfolio has many
/// workloads and few makeups.
///
/// @param names led by DNS
/// @param accelerators led by an accelerator
/// @param changes bytes a second that it writes, of which a copy leaves the region
record Makeup(
    int databases,
    int buckets,
    Instances instances,
    int traffic,
    int names,
    int accelerators,
    boolean guarded,
    long changes) {

  /// Instances of all its services.
  ///
  /// @param serving in the region that serves
  /// @param standby in the other region, one of each service at least: without any it would be a
  ///   pilot light
  record Instances(int serving, int standby) {}

  static Makeup of(Workload workload, boolean guarded, long changes) {
    int databases = 0;
    int buckets = 0;
    int serving = 0;
    int standby = 0;
    int traffic = 0;
    int names = 0;
    int accelerators = 0;
    for (var resource : workload.resources().values()) {
      switch (resource) {
        case Database _ -> databases++;
        case Bucket _ -> buckets++;
        case Service service -> {
          serving += service.instances().serving();
          standby += Math.max(1, service.instances().standby());
        }
        case Traffic door -> {
          traffic++;
          names += door.form() instanceof Traffic.Form.Dns ? 1 : 0;
          accelerators += door.form() instanceof Traffic.Form.Accelerator ? 1 : 0;
        }
      }
    }
    return new Makeup(
        databases,
        buckets,
        new Instances(serving, standby),
        traffic,
        names,
        accelerators,
        guarded,
        changes);
  }
}
