package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.autoscaling.GroupSite;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.elb.TargetSite;
import dev.lifeboat.plan.Service;
import dev.lifeboat.problem.Code;
import java.util.List;

/// Looks whether the standby of a service behind an accelerator could live. The accelerator's
/// target group asks `ready`, which no standby answers; where the same group says which tasks or
/// instances are healthy, AWS replaces them for ever, and those of the primary whenever its guard
/// falters.
///
/// @param targets in the region that would take over
record StandbyLook(Service service, TargetSite targets) {
  private static final String BY_BALANCER = "ELB";

  void tasks(Look look, EcsSite site) throws InterruptedException {
    var groups =
        new TaskDefinitions(site)
            .service(look.unheard())
            .map(seen -> seen.loadBalancers().stream().map(it -> it.targetGroupArn()).toList());
    judge(look, groups.orElse(List.of()), "ECS");
  }

  void instances(Look look, GroupSite site) throws InterruptedException {
    var groups =
        look.unheard()
            .ask(
                AwsApi.autoScaling(),
                "how the group stands",
                it ->
                    it.describeAutoScalingGroups(of -> of.autoScalingGroupNames(site.group()))
                        .autoScalingGroups())
            .flatMap(it -> it.stream().findFirst())
            .filter(it -> BY_BALANCER.equals(it.healthCheckType()))
            .map(it -> it.targetGroupARNs());
    judge(look, groups.orElse(List.of()), "the Auto Scaling group");
  }

  /// @param groups whose health decides what is replaced
  private void judge(Look look, List<String> groups, String who) {
    if (service.instances().standby() > 0
        && !service.ready().equals(service.health())
        && groups.contains(targets.targetGroup())) {
      look.obstacle(
          Code.LB7008,
          "%s in %s replaces what is not healthy in %s, which asks '%s'"
              .formatted(who, targets.awsRegion(), targets.targetGroup(), service.ready()),
          "a standby takes no write, so that it would be replaced for ever",
          "let that group ask '%s', and name in the plan one of type alb that asks '%s', of a"
                  .formatted(service.health(), service.ready())
              + " network load balancer before it");
    }
  }
}
