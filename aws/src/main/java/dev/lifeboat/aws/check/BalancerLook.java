package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.elb.TargetSite;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Concern.Weight;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/// Looks at the way of users to a service in the region that would take over.
record BalancerLook(AwsClients clients, InstantSource clock, String service, TargetSite there) {

  List<AwsFinding> findings() throws InterruptedException {
    var look = new Look(service, there.awsRegion());
    var group =
        look.ask(
            "Elastic Load Balancing",
            "whether the target group is there",
            clients.loadBalancing(there.awsRegion()),
            it ->
                it.describeTargetGroups(of -> of.targetGroupArns(there.targetGroup()))
                    .targetGroups()
                    .getFirst(),
            TargetGroupNotFoundException.class::isInstance,
            look.missing(
                Weight.OBSTACLE,
                "%s has no target group %s for %s"
                    .formatted(there.awsRegion(), there.targetGroup(), service),
                "whether the service is ready there could not be told, and no user reaches it",
                "create the target group in %s, or correct its ARN in the plan"
                    .formatted(there.awsRegion())));
    if (group.isPresent() && group.get().loadBalancerArns().isEmpty()) {
      look.obstacle(
          Code.LB7008,
          "no load balancer sends users to the target group %s in %s"
              .formatted(group.get().targetGroupName(), there.awsRegion()),
          "targets that nobody is sent to are never healthy, so that a failover would wait for"
              + " them",
          "add a listener of the region's load balancer that forwards to it");
    }
    if (group.isPresent()) {
      var certificates = new CertificateLook(clients, clock, there.awsRegion());
      for (var balancer : group.get().loadBalancerArns()) {
        certificates.look(look, balancer);
      }
    }
    return look.findings();
  }
}
