package dev.lifeboat.aws.autoscaling;

import dev.lifeboat.aws.call.ApiCall;
import dev.lifeboat.aws.call.ApiGoal;
import dev.lifeboat.aws.call.Condition;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/// Runs as many instances of an Auto Scaling group as wanted: its minimum and its desired capacity,
/// and its maximum where that is lower. The maximum is never lowered, since it may be the account's
/// owner's limit for the time after.
public final class GroupCapacity implements Reconciler<Goal.Running> {
  private static final String MIN = "MinSize";
  private static final String DESIRED = "DesiredCapacity";
  private static final String MAX = "MaxSize";
  private static final String IN_SERVICE = "InService";
  private static final String HEALTHY = "Healthy";

  private final Groups groups;
  private final PresentClaim claim;

  public GroupCapacity(Groups groups, PresentClaim claim) {
    this.groups = groups;
    this.claim = claim;
  }

  /// So many instances of the group at `site`.
  public static ApiGoal form(GroupSite site, int instances) {
    Map<String, Object> named = Map.of("AutoScalingGroupName", site.group());
    var wanted =
        Condition.all(
            new Condition.Counts(MIN, instances), new Condition.Counts(DESIRED, instances));
    var size = Map.<String, Object>of(MIN, instances, DESIRED, instances);
    return new ApiGoal(
        Groups.look(site),
        "AutoScalingGroups[0]",
        Condition.all(Groups.PRESENT, wanted, allServe(instances)),
        // Once the sizes are those, instances come and go by themselves.
        List.of(
            new ApiGoal.Request(
                Condition.all(Groups.PRESENT, new Condition.Below(MAX, instances)),
                update(named, size, Map.of(MAX, instances))),
            new ApiGoal.Request(
                Condition.all(Groups.PRESENT, wanted.not()), update(named, size, Map.of()))));
  }

  @SafeVarargs
  private static ApiCall update(Map<String, Object>... parameters) {
    var all = new LinkedHashMap<String, Object>();
    for (var some : parameters) {
      all.putAll(some);
    }
    return new ApiCall("autoscaling", "updateAutoScalingGroup", all);
  }

  /// Exactly so many, each of them in service and healthy.
  private static Condition allServe(int instances) {
    var conditions = new ArrayList<Condition>();
    for (int i = 0; i < instances; i++) {
      conditions.add(new Condition.Is("Instances[%d].LifecycleState".formatted(i), IN_SERVICE));
      conditions.add(new Condition.Is("Instances[%d].HealthStatus".formatted(i), HEALTHY));
    }
    conditions.add(new Condition.Present("Instances[%d]".formatted(instances)).not());
    return new Condition.All(conditions);
  }

  private ApiGoal form(Goal.Running goal) {
    return form(groups.site(goal.region()), goal.instances());
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
                  Code.LB2014,
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
      return form(goal).met().test(group) ? Observation.met(found) : Observation.pending(found);
    } catch (ProblemException failed) {
      return Observation.unreachable(failed.problem().happened());
    }
  }

  private static boolean serves(Instance instance) {
    return IN_SERVICE.equals(instance.lifecycleStateAsString())
        && HEALTHY.equals(instance.healthStatus());
  }

  @Override
  public void pursue(Goal.Running goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    var request = form(goal).request(groups.required(goal.region()));
    if (request.isEmpty()) {
      return;
    }
    claim.confirm(goal, attempt);
    groups.call(
        goal.region(),
        scaling ->
            scaling.updateAutoScalingGroup(
                request.get().fill(UpdateAutoScalingGroupRequest.builder()).build()));
  }
}
