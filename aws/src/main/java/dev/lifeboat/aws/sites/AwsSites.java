package dev.lifeboat.aws.sites;

import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.accelerator.AcceleratorSite;
import dev.lifeboat.aws.autoscaling.GroupSite;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.elb.TargetSite;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.route.NameSite;
import dev.lifeboat.aws.s3.ReplicatedBucket;
import dev.lifeboat.plan.Copies;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.util.Map;

/// Places of one workload's resources, each by its name in the plan. A service is on ECS or in an
/// Auto Scaling group, never both.
public record AwsSites(
    Map<String, RegionSites<RdsSite>> databases,
    Map<String, ReplicatedBucket> buckets,
    Map<String, RegionSites<EcsSite>> tasks,
    Map<String, RegionSites<GroupSite>> groups,
    Map<String, RegionSites<TargetSite>> targets,
    Map<String, NameSite> names,
    Map<String, AcceleratorSite> accelerators) {
  /// What `plan` says of `workload`.
  ///
  /// @throws ProblemException LB2008 when it does not say where something is
  public static AwsSites of(Plan plan, Workload workload) throws ProblemException {
    return new PlannedSites(plan, workload).sites();
  }

  /// What a plan says that was found to say everything.
  public static AwsSites known(Plan plan, Workload workload) {
    try {
      return of(plan, workload);
    } catch (ProblemException impossible) {
      throw new IllegalStateException("the plan was read before", impossible);
    }
  }

  public AwsSites {
    databases = Copies.ordered(databases);
    buckets = Copies.ordered(buckets);
    tasks = Copies.ordered(tasks);
    groups = Copies.ordered(groups);
    targets = Copies.ordered(targets);
    names = Copies.ordered(names);
    accelerators = Copies.ordered(accelerators);
    for (var service : tasks.keySet()) {
      if (groups.containsKey(service)) {
        throw new IllegalArgumentException(service + " is on ECS and in a group as well");
      }
    }
  }
}
