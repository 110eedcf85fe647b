package dev.lifeboat.aws.autoscaling;

import dev.lifeboat.aws.PresentClaim;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/// Runs as many instances of an Auto Scaling group as wanted: its minimum and its desired capacity,
/// and its maximum where that is lower. The maximum is never lowered, since it may be the account's
/// owner's limit for the time after.
public final class GroupCapacity implements Reconciler<Goal.Running> {
  private static final String HEALTHY = "Healthy";

  private final Groups groups;
  private final PresentClaim claim;

  public GroupCapacity(Groups groups, PresentClaim claim) {
    this.groups = groups;
    this.claim = claim;
  }

  @Override
  public Readiness preflight(Goal.Running goal) throws InterruptedException {
    try {
      var group = groups.required(goal.region());
      if (goal.generation() > 0) {
        return Readiness.notReady(
            Problem.lasting(
                Code.LB2001,
                goal.phrase() + ": a group does not tell under which generation an instance began",
                "instances of before could count as new ones; nothing was changed",
                "ask for instances of any generation"));
      }
      return mayLaunch(group)
          ? Readiness.ready()
          : Readiness.notReady(
              Problem.lasting(
                  Code.LB2001,
                  "%s cannot be asked for: %s has suspended launching instances"
                      .formatted(goal.phrase(), group.autoScalingGroupName()),
                  "no instance would start",
                  "aws autoscaling resume-processes --auto-scaling-group-name %s --region %s"
                      .formatted(
                          group.autoScalingGroupName(), groups.site(goal.region()).awsRegion())));
    } catch (ProblemException failed) {
      return Readiness.notReady(failed.problem());
    }
  }

  private static boolean mayLaunch(AutoScalingGroup group) {
    return group.suspendedProcesses().stream().noneMatch(it -> "Launch".equals(it.processName()));
  }

  @Override
  public Observation observe(Goal.Running goal) throws InterruptedException {
    try {
      var group = groups.required(goal.region());
      long serving = group.instances().stream().filter(GroupCapacity::serves).count();
      var found =
          "%d of %d instances of %s in service and healthy, %d in all"
              .formatted(
                  serving,
                  group.desiredCapacity(),
                  group.autoScalingGroupName(),
                  group.instances().size());
      return isAskedFor(group, goal.instances())
              && serving == goal.instances()
              && group.instances().size() == goal.instances()
          ? Observation.met(found)
          : Observation.pending(found);
    } catch (ProblemException failed) {
      return Observation.unreachable(failed.problem().happened());
    }
  }

  private static boolean serves(Instance instance) {
    return instance.lifecycleState() == LifecycleState.IN_SERVICE
        && HEALTHY.equals(instance.healthStatus());
  }

  private static boolean isAskedFor(AutoScalingGroup group, int instances) {
    return group.desiredCapacity() == instances && group.minSize() == instances;
  }

  @Override
  public void pursue(Goal.Running goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    var group = groups.required(goal.region());
    if (isAskedFor(group, goal.instances())) {
      return; // Instances come and go by themselves.
    }
    claim.confirm(goal, attempt);
    groups.call(
        goal.region(),
        scaling ->
            scaling.updateAutoScalingGroup(it ->
                it.autoScalingGroupName(group.autoScalingGroupName())
                    .minSize(goal.instances())
                    .desiredCapacity(goal.instances())
                    .maxSize(Math.max(group.maxSize(), goal.instances()))));
  }
}
