package dev.lifeboat.provision;

import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.keys.AwsService;
import dev.lifeboat.aws.route.NameSite;
import dev.lifeboat.aws.route.Route;
import dev.lifeboat.aws.route.RouteSite;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What leads the users of one name: health checks of the three objects and, once these have
/// looked, the records of the name. docs/aws.md says why it is so.
record NameStack(Plan plan, StackNames names, Workload workload, Traffic traffic, NameSite site) {
  private static final int ALL = 100;

  /// One for each name that objects lead.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  static List<CloudStack> of(Plan plan, StackNames names) throws ProblemException {
    var stacks = new ArrayList<CloudStack>();
    for (var workload : plan.workloads().values()) {
      for (var name : AwsSites.of(plan, workload).names().entrySet()) {
        var traffic = workload.resource(Traffic.class, name.getKey());
        stacks.add(new NameStack(plan, names, workload, traffic, name.getValue()).stack());
      }
    }
    return stacks;
  }

  private CloudStack stack() {
    var resources = new ArrayList<CloudResource>();
    var away = majority("away", Route.searched(plan.recovery().name()), true, resources);
    var shares = new ArrayList<ShareRecords.Open>();
    for (int share : site.shares()) {
      if (share < ALL) {
        shares.add(
            new ShareRecords.Open(
                share, majority("share-" + share, Route.searchedShare(share), false, resources)));
      }
    }
    var home = balancer("Primary", plan.primary());
    var other = balancer("Recovery", plan.recovery());
    resources.addAll(
        new ShareRecords(plan, site, traffic.ttl().orElseThrow(), home.alias(), other.alias())
            .all(away, shares));
    var parameters = new ArrayList<StackParameter>(List.of(StackParameters.ZONE));
    parameters.addAll(home.asked());
    parameters.addAll(other.asked());
    parameters.add(leadUsers());
    var folder = "name-" + traffic.name();
    return new CloudStack(
        plan.name(),
        names.of(folder),
        folder,
        plan.recovery().name(),
        AwsRegion.nameOf(plan.recovery()),
        "What leads users of %s, by objects in three regions".formatted(site.name()),
        parameters,
        resources);
  }

  /// Two of three, over the objects that hold `searched`.
  private CloudResource.Majority majority(
      String what, String searched, boolean inverted, List<CloudResource> resources) {
    var looks = new ArrayList<CloudResource.HealthCheck>();
    site.objects().forEach((region, object) -> looks.add(look(what, region, object, searched)));
    var majority =
        new CloudResource.Majority(
            ResourceId.of("Majority", what), "%s %s".formatted(site.name(), what), looks, inverted);
    resources.addAll(looks);
    resources.add(majority);
    return majority;
  }

  private CloudResource.HealthCheck look(
      String what, String region, RouteSite object, String searched) {
    return new CloudResource.HealthCheck(
        ResourceId.of("Check", what, region),
        "%s %s by %s".formatted(site.name(), what, region),
        object.host(),
        "/" + object.key(),
        searched);
  }

  private record Balancer(StackParameter host, StackParameter zone) {
    List<StackParameter> asked() {
      return List.of(host, zone);
    }

    CloudResource.Leads.Alias alias() {
      return new CloudResource.Leads.Alias(host.reference(), zone.reference(), false);
    }
  }

  private Balancer balancer(String role, Region region) {
    var group =
        workload
            .resource(Service.class, traffic.to())
            .values()
            .find(AwsService.class)
            .flatMap(it -> it.targetGroup().in(region.name()))
            .orElseThrow();
    return new Balancer(
        StackParameters.balancerHost(role, group), StackParameters.balancerZone(role, group));
  }

  private StackParameter leadUsers() {
    return new StackParameter(
        StackParameters.LEAD_USERS,
        "Whether the records are there.",
        "%s, once get-health-check-status says of each that the string was not found"
            .formatted(StackParameters.YES),
        "%s|%s".formatted(StackParameters.YES, StackParameters.NO),
        false,
        Optional.of(StackParameters.NO));
  }
}
