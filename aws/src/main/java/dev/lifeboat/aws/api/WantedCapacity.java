package dev.lifeboat.aws.api;

import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Goal;

/// How many instances of a service a goal wants, and in which direction.
///
/// Who asks for more wants so many *at least*: what grew by itself under its users' load is not set
/// back, and no policy of an account can keep the goal from being met. Who asks for fewer wants
/// exactly so many: none, as a fence does, or the plan's standby.
///
/// @param fewer whether exactly so many are wanted
public record WantedCapacity(int instances, boolean fewer) {

  /// Of a service that is planned so.
  public static WantedCapacity of(int instances, Service.Instances planned) {
    return new WantedCapacity(
        instances,
        instances == 0 || (instances == planned.standby() && instances < planned.serving()));
  }

  /// Of a goal of `workload`.
  public static WantedCapacity of(Goal.Running goal, Workload workload) {
    return of(goal.instances(), workload.resource(Service.class, goal.resource()).instances());
  }

  /// Whether the number at `path` is as wanted.
  public Condition at(String path) {
    return fewer ? new Condition.Counts(path, instances) : Condition.atLeast(path, instances);
  }
}
