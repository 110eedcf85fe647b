package dev.lifeboat.aws.autoscaling;

import dev.lifeboat.aws.ApiReconciler;
import dev.lifeboat.aws.api.ApiCall;
import dev.lifeboat.aws.api.ApiGoal;
import dev.lifeboat.aws.api.Condition;
import dev.lifeboat.aws.api.WantedCapacity;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.plan.Service;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/// Runs as many instances of an Auto Scaling group as wanted, or more where it grew by itself: its
/// minimum and its desired capacity, and its maximum where that is lower. What the owner had
/// written is given back with the group's former role ([GroupLimits]); no minimum is raised of a
/// group that is large enough.
///
/// @param planned of the service
public record GroupCapacity(Groups groups, PresentClaim claim, Service.Instances planned)
    implements ApiReconciler<Goal.Running> {
  private static final String MIN = "MinSize";
  private static final String DESIRED = "DesiredCapacity";
  private static final String MAX = "MaxSize";
  private static final String IN_SERVICE = "InService";
  private static final String HEALTHY = "Healthy";

  /// So many instances of the group at `site`.
  static ApiGoal form(GroupSite site, WantedCapacity capacity) {
    int instances = capacity.instances();
    var wanted =
        capacity.fewer()
            ? Condition.all(capacity.at(MIN), capacity.at(DESIRED))
            : capacity.at(DESIRED);
    var size =
        Map.<String, Object>of(
            "AutoScalingGroupName", site.group(), MIN, instances, DESIRED, instances);
    var larger = new LinkedHashMap<>(size);
    larger.put(MAX, instances);
    return new ApiGoal(
        Groups.look(site),
        "AutoScalingGroups[0]",
        Condition.all(Groups.PRESENT, wanted, allServe(capacity)),
        // Once the sizes are those, instances come and go by themselves.
        List.of(update(new Condition.Below(MAX, instances), larger), update(wanted.not(), size)));
  }

  private static ApiGoal.Request update(Condition when, Map<String, Object> sizes) {
    return new ApiGoal.Request(
        Condition.all(Groups.PRESENT, when),
        new ApiCall("autoscaling", "updateAutoScalingGroup", sizes));
  }

  /// So many, each of them in service and healthy, and no more where fewer are wanted.
  private static Condition allServe(WantedCapacity capacity) {
    var conditions = new ArrayList<Condition>();
    for (int i = 0; i < capacity.instances(); i++) {
      conditions.add(new Condition.Is("Instances[%d].LifecycleState".formatted(i), IN_SERVICE));
      conditions.add(new Condition.Is("Instances[%d].HealthStatus".formatted(i), HEALTHY));
    }
    if (capacity.fewer()) {
      conditions.add(new Condition.Present("Instances[%d]".formatted(capacity.instances())).not());
    }
    return new Condition.All(conditions);
  }

  private WantedCapacity wanted(Goal.Running goal) {
    return WantedCapacity.of(goal.instances(), planned);
  }

  private ApiGoal form(Goal.Running goal) {
    return form(groups.sites().in(goal.region()), wanted(goal));
  }

  @Override
  public Readiness readiness(Goal.Running goal) throws ProblemException, InterruptedException {
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
                        group.autoScalingGroupName(),
                        groups.sites().in(goal.region()).awsRegion())));
  }

  private static boolean mayLaunch(AutoScalingGroup group) {
    return group.suspendedProcesses().stream().noneMatch(it -> "Launch".equals(it.processName()));
  }

  @Override
  public Observation look(Goal.Running goal) throws ProblemException, InterruptedException {
    var group = groups.required(goal.region());
    var found =
        "%d of %d instances of %s in service and healthy, %d in all"
            .formatted(
                group.instances().stream().filter(GroupCapacity::serves).count(),
                group.desiredCapacity(),
                group.autoScalingGroupName(),
                group.instances().size());
    return Observation.metIf(form(goal).met().test(group), found);
  }

  private static boolean serves(Instance instance) {
    return IN_SERVICE.equals(instance.lifecycleStateAsString())
        && HEALTHY.equals(instance.healthStatus());
  }

  @Override
  public void pursue(Goal.Running goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    var group = groups.required(goal.region());
    var request = form(goal).request(group);
    if (request.isEmpty()) {
      return;
    }
    claim.confirm(goal, attempt);
    var limits = new GroupLimits(group, wanted(goal));
    var kept = limits.kept();
    if (!kept.isEmpty()) {
      groups.call(goal.region(), scaling -> scaling.createOrUpdateTags(it -> it.tags(kept)));
    }
    var update = request.get().fill(UpdateAutoScalingGroupRequest.builder());
    limits.give(update);
    groups.call(goal.region(), scaling -> scaling.updateAutoScalingGroup(update.build()));
  }
}
