package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.elb.TargetSite;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Concern.Weight;
import java.time.InstantSource;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/// Looks at the way of users to a service in the region that would take over.
record BalancerLook(InstantSource clock, TargetSite there) {

  void look(Look look) throws InterruptedException {
    var group =
        look.ask(
            AwsApi.balancing(),
            "whether the target group is there",
            it ->
                it.describeTargetGroups(of -> of.targetGroupArns(there.targetGroup()))
                    .targetGroups()
                    .getFirst(),
            TargetGroupNotFoundException.class::isInstance,
            look.missing(
                Weight.OBSTACLE,
                "%s has no target group %s for %s"
                    .formatted(there.awsRegion(), there.targetGroup(), look.resource()),
                "whether the service is ready there could not be told, and no user reaches it",
                "create the target group in %s, or correct its ARN in the plan"
                    .formatted(there.awsRegion())));
    if (group.isEmpty()) {
      return;
    }
    if (group.get().loadBalancerArns().isEmpty()) {
      look.obstacle(
          Code.LB7008,
          "no load balancer sends users to the target group %s in %s"
              .formatted(group.get().targetGroupName(), there.awsRegion()),
          "targets that nobody is sent to are never healthy, so that a failover would wait for"
              + " them",
          "add a listener of the region's load balancer that forwards to it");
    }
    for (var balancer : group.get().loadBalancerArns()) {
      new CertificateLook(clock).look(look, balancer);
    }
  }
}
