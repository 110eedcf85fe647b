package dev.lifeboat.lab.check;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Services that a lab that is up starts otherwise than its plan says by now, since it keeps to the
/// plan that it was brought up with.
public final class ServiceChanges {
  private ServiceChanges() {}

  /// In a line, the services of one workload and their keys; empty where none differs.
  ///
  /// @param raised the plan that the lab was brought up with
  public static Optional<String> of(Plan raised, Plan wanted, String workload) {
    var changed = new ArrayList<String>();
    var workloadThen = raised.workloads().get(workload);
    if (workloadThen == null) {
      return Optional.empty();
    }
    for (var service : wanted.workload(workload).resources(Service.class)) {
      for (var then : workloadThen.resources(Service.class)) {
        if (then.name().equals(service.name())) {
          keys(then, service)
              .forEach(key -> changed.add("'%s' of '%s' differs".formatted(key, service.name())));
        }
      }
    }
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the lab was brought up with another plan: %s; 'lifeboat lab down', then 'lifeboat lab up'"
                .formatted(String.join(", ", changed)));
  }

  private static List<String> keys(Service then, Service now) {
    var keys = new ArrayList<String>();
    if (!then.run().equals(now.run())) {
      keys.add("run");
    }
    if (!then.environment().equals(now.environment())) {
      keys.add("environment");
    }
    if (!then.instances().equals(now.instances())) {
      keys.add("instances");
    }
    if (!then.health().equals(now.health())) {
      keys.add("health");
    }
    if (!then.ready().equals(now.ready())) {
      keys.add("ready");
    }
    return keys;
  }
}
