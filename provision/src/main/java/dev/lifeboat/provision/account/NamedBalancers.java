package dev.lifeboat.provision.account;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.elb.TargetSite;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.MeasuredBalancer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;

/// Load balancers before the target groups of a plan, so that nobody has to type them for each name
/// and each alarm. Each target group is asked about once.
public final class NamedBalancers {
  private static final String NAMES = "name-";
  private static final String HOST = "Balancer";
  private static final String ZONE = "Zone";

  private final Plan plan;
  private final AwsClients clients;
  private final Map<TargetSite, Optional<LoadBalancer>> known = new HashMap<>();

  public NamedBalancers(Plan plan, AwsClients clients) {
    this.plan = plan;
    this.clients = clients;
  }

  /// Of the stack of a name. A host and its zone go together: where a person said one of them,
  /// nothing is found for the other.
  ///
  /// @param missing such as `PrimaryBalancer` and `PrimaryBalancerZone`
  Map<String, String> values(String folder, List<String> missing)
      throws ProblemException, InterruptedException {
    var found = new LinkedHashMap<String, String>();
    for (var role : List.of(plan.primary(), plan.recovery())) {
      if (MeasuredBalancer.isMeasured(folder, role.role().word())) {
        found.putAll(measured(role, missing));
      }
    }
    for (var host : missing) {
      if (folder.startsWith(NAMES) && host.endsWith(HOST) && missing.contains(host + ZONE)) {
        var region = host.startsWith("Primary") ? plan.primary() : plan.recovery();
        balancer(folder.substring(NAMES.length()), region)
            .ifPresent(it -> {
              found.put(host, it.dnsName());
              found.put(host + ZONE, it.canonicalHostedZoneId());
            });
      }
    }
    return found;
  }

  /// Of the stack of a region: an Application Load Balancer as its metrics name it.
  private Map<String, String> measured(Region region, List<String> missing)
      throws ProblemException, InterruptedException {
    var found = new LinkedHashMap<String, String>();
    for (var workload : plan.workloads().values()) {
      for (var service : AwsSites.of(plan, workload).targets().entrySet()) {
        var name = MeasuredBalancer.parameter(service.getKey());
        if (missing.contains(name)) {
          before(service.getValue().in(region.name()))
              .flatMap(it -> MeasuredBalancer.ofArn(it.loadBalancerArn()))
              .ifPresent(it -> found.put(name, it));
        }
      }
    }
    return found;
  }

  private Optional<LoadBalancer> balancer(String traffic, Region region)
      throws ProblemException, InterruptedException {
    for (var workload : plan.workloads().values()) {
      for (var led : workload.resources(Traffic.class)) {
        var targets = AwsSites.of(plan, workload).targets().get(led.to());
        if (led.name().equals(traffic) && targets != null) {
          return before(targets.in(region.name()))
              .filter(it -> it.scheme() == LoadBalancerSchemeEnum.INTERNET_FACING);
        }
      }
    }
    return Optional.empty();
  }

  /// Where AWS denies or is silent, a person is asked.
  private Optional<LoadBalancer> before(TargetSite site) throws InterruptedException {
    var found = known.get(site);
    if (found == null) {
      try {
        found = asked(site);
      } catch (ProblemException _) {
        found = Optional.empty();
      }
      known.put(site, found);
    }
    return found;
  }

  /// Empty too where several send users there: a person knows which one the name leads to.
  private Optional<LoadBalancer> asked(TargetSite site)
      throws ProblemException, InterruptedException {
    var elb = clients.at(AwsApi.balancing(), site.awsRegion(), "nothing was changed");
    var arns =
        elb
            .make(it -> it.describeTargetGroups(ask -> ask.targetGroupArns(site.targetGroup())))
            .targetGroups()
            .stream()
            .flatMap(it -> it.loadBalancerArns().stream())
            .toList();
    var balancers =
        arns.isEmpty()
            ? List.<LoadBalancer>of()
            : elb.make(it -> it.describeLoadBalancers(ask -> ask.loadBalancerArns(arns)))
                .loadBalancers();
    return balancers.size() == 1 ? Optional.of(balancers.getFirst()) : Optional.empty();
  }
}
