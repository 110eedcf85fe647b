package dev.lifeboat.aws.plan;

import dev.lifeboat.aws.accelerator.AcceleratorSite;
import dev.lifeboat.aws.autoscaling.GroupSite;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.elb.TargetSite;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.route.NameSite;
import dev.lifeboat.aws.s3.ReplicatedBucket;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.util.Map;

/// Where the resources of one workload are: each by its name in the plan, then by that of the
/// region. A service is on ECS or in an Auto Scaling group, never both.
public record AwsSites(
    Map<String, Map<String, RdsSite>> databases,
    Map<String, ReplicatedBucket> buckets,
    Map<String, Map<String, EcsSite>> tasks,
    Map<String, Map<String, GroupSite>> groups,
    Map<String, Map<String, TargetSite>> targets,
    Map<String, NameSite> names,
    Map<String, AcceleratorSite> accelerators) {
  /// What `plan` says of `workload`.
  ///
  /// @throws ProblemException LB2008 when it does not say where something is
  public static AwsSites of(Plan plan, Workload workload) throws ProblemException {
    return new PlannedSites(plan, workload).sites();
  }

  public AwsSites {
    databases = Map.copyOf(databases);
    buckets = Map.copyOf(buckets);
    tasks = Map.copyOf(tasks);
    groups = Map.copyOf(groups);
    targets = Map.copyOf(targets);
    names = Map.copyOf(names);
    accelerators = Map.copyOf(accelerators);
    for (var service : tasks.keySet()) {
      if (groups.containsKey(service)) {
        throw new IllegalArgumentException(service + " is on ECS and in a group as well");
      }
    }
  }
}
