package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.accelerator.TrafficDials;
import dev.lifeboat.aws.elb.TargetSite;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Concern.Weight;
import java.util.Optional;
import software.amazon.awssdk.services.globalaccelerator.model.AcceleratorNotFoundException;
import software.amazon.awssdk.services.globalaccelerator.model.EndpointDescription;
import software.amazon.awssdk.services.globalaccelerator.model.EndpointGroup;
import software.amazon.awssdk.services.globalaccelerator.model.EndpointGroupNotFoundException;

/// Looks at an accelerator's groups in the region that would be left and in the one that would take
/// over. What their load balancers ask is a preflight's affair. No failover asks the control plane,
/// which is in [AwsClients#ACCELERATORS] alone; what is wrong there must be mended before.
///
/// @param targets where the service that answers is
/// @param writer the region that would be left
/// @param target the region that would take over
record AcceleratorLook(
    RegionSites<String> groups, RegionSites<TargetSite> targets, String writer, String target) {
  private static final String GROUP = "/endpoint-group/";

  /// @param look in [AwsClients#ACCELERATORS]
  void look(Look look) throws InterruptedException {
    var left = group(look, writer);
    left.ifPresent(it -> endpoints(look, writer, it));
    left.ifPresent(it -> dial(look, it));
    var taking = group(look, target);
    taking.ifPresent(it -> endpoints(look, target, it));
    if (taking.isPresent()) {
      balancer(look, taking.get());
    }
    if (!listener(writer).equals(listener(target))) {
      look.obstacle(
          Code.LB7008,
          "the endpoint groups for %s are of two listeners".formatted(look.resource()),
          "users of a listener are never led to the group of another one",
          "name two groups of one listener in the plan");
    } else if (left.isPresent() || taking.isPresent()) {
      accelerator(look);
    }
  }

  private String listener(String region) {
    return groups.in(region).split(GROUP, 2)[0];
  }

  private Optional<EndpointGroup> group(Look look, String region) throws InterruptedException {
    var arn = groups.in(region);
    return look.ask(
        AwsApi.accelerators(),
        "whether users can be led to %s".formatted(region),
        it -> it.describeEndpointGroup(of -> of.endpointGroupArn(arn)).endpointGroup(),
        EndpointGroupNotFoundException.class::isInstance,
        look.missing(
            Weight.OBSTACLE,
            "there is no endpoint group %s for %s in %s".formatted(arn, look.resource(), region),
            "no user would ever be led there",
            "create the group, and its listener, or correct its ARN in the plan"));
  }

  private void endpoints(Look look, String region, EndpointGroup group) {
    var expected = targets.in(region).awsRegion();
    if (!expected.equals(group.endpointGroupRegion())) {
      look.obstacle(
          Code.LB7008,
          "endpoint group %s for %s in %s is in %s, not in %s"
              .formatted(
                  groups.in(region),
                  look.resource(),
                  region,
                  group.endpointGroupRegion(),
                  expected),
          "users would be led to a region that does not serve",
          "name the group of %s in the plan".formatted(expected));
    }
    if (group.endpointDescriptions().stream().noneMatch(TrafficDials::takesTraffic)) {
      look.obstacle(TrafficDials.noEndpoint(groups, region));
    }
  }

  /// A share that somebody left behind.
  private void dial(Look look, EndpointGroup group) {
    if (group.trafficDialPercentage() < TrafficDials.ALL) {
      look.warn(
          "the dial of %s for %s is at %.0f %%, and the writer is there"
              .formatted(writer, look.resource(), group.trafficDialPercentage()),
          "its users reach it only because the other region is unhealthy",
          "aws globalaccelerator update-endpoint-group --region %s --endpoint-group-arn %s"
                  .formatted(AwsClients.ACCELERATORS, groups.in(writer))
              + " --traffic-dial-percentage 100");
    }
  }

  /// Whether the group leads to the load balancer whose targets are the plan's.
  private void balancer(Look look, EndpointGroup group) throws InterruptedException {
    var site = targets.in(target);
    var balancers =
        look.in(site.awsRegion())
            .ask(
                AwsApi.balancing(),
                "whether %s leads to the service in %s".formatted(look.resource(), target),
                it ->
                    it.describeTargetGroups(of -> of.targetGroupArns(site.targetGroup()))
                        .targetGroups()
                        .getFirst()
                        .loadBalancerArns());
    var taking =
        group.endpointDescriptions().stream()
            .filter(TrafficDials::takesTraffic)
            .map(EndpointDescription::endpointId)
            .toList();
    if (balancers.isPresent()
        && !balancers.get().isEmpty()
        && !taking.isEmpty()
        && balancers.get().stream().noneMatch(taking::contains)) {
      look.obstacle(
          Code.LB7008,
          "endpoint group %s leads to %s, and the targets in %s are behind %s"
              .formatted(groups.in(target), taking, target, balancers.get()),
          "users would be led to a load balancer whose health says nothing of the service",
          "add the load balancer of the target group to the endpoint group");
    }
  }

  private void accelerator(Look look) throws InterruptedException {
    var arn = TrafficDials.accelerator(groups.in(target));
    var found =
        look.ask(
            AwsApi.accelerators(),
            "whether the accelerator of %s is enabled".formatted(look.resource()),
            it -> it.describeAccelerator(of -> of.acceleratorArn(arn)).accelerator(),
            AcceleratorNotFoundException.class::isInstance,
            look.missing(
                Weight.OBSTACLE,
                "there is no accelerator %s for %s".formatted(arn, look.resource()),
                "no user is led to either region",
                "correct the ARN of its endpoint groups in the plan"));
    if (found.isPresent() && !Boolean.TRUE.equals(found.get().enabled())) {
      look.obstacle(
          Code.LB7008,
          "the accelerator %s of %s is not enabled".formatted(arn, look.resource()),
          "no user is led to either region",
          "aws globalaccelerator update-accelerator --region %s --accelerator-arn %s --enabled"
              .formatted(AwsClients.ACCELERATORS, arn));
    }
  }
}
