package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.autoscaling.GroupSite;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecs.model.LaunchType;

/// How much the services of all workloads want where they would be recovered, since a quota is the
/// account's. What cannot be told of one service is left out of the sum, and told where that
/// service is looked at. Thread-safe.
final class CapacityDemand {
  private static final double UNITS = 1_024;
  private static final String FARGATE = "FARGATE";
  private static final String VCPU = "vCPU";

  /// Types of instances that the quota of standard ones counts.
  private static final Pattern STANDARD = Pattern.compile("(a|c|d|h|i|im|is|m|r|t|z)\\d.*");

  private record Sum(double fargate, double standard) {}

  private final Plan plan;
  private final Map<String, Sum> sums = new HashMap<>();

  CapacityDemand(Plan plan) {
    this.plan = plan;
  }

  /// Whether the service that is looked at and all the others get what they want.
  ///
  /// @param region of the plan that would take over
  void look(Look look, String region) throws InterruptedException {
    var sum = sum(look.unheard(), region);
    if (sum.fargate() > 0) {
      Quota.FARGATE.look(look, sum.fargate());
    }
    if (sum.standard() > 0) {
      Quota.STANDARD.look(look, sum.standard());
    }
  }

  private synchronized Sum sum(Look unheard, String region) throws InterruptedException {
    var known = sums.get(region);
    if (known == null) {
      known = added(unheard, region);
      sums.put(region, known);
    }
    return known;
  }

  private Sum added(Look unheard, String region) throws InterruptedException {
    double fargate = 0;
    double standard = 0;
    for (var workload : plan.workloads().values()) {
      var sites = AwsSites.known(plan, workload);
      for (var service : workload.resources(Service.class)) {
        int serving = service.instances().serving();
        var tasks = sites.tasks().get(service.name());
        var group = sites.groups().get(service.name());
        fargate += tasks == null ? 0 : serving * ofTask(unheard, tasks.in(region));
        standard += group == null ? 0 : serving * ofInstance(unheard, group.in(region));
      }
    }
    return new Sum(fargate, standard);
  }

  private static double ofTask(Look unheard, EcsSite site) throws InterruptedException {
    var tasks = new TaskDefinitions(site);
    var service = tasks.service(unheard);
    if (service.isEmpty() || !isFargate(service.get())) {
      return 0;
    }
    return tasks.of(unheard, service.get()).map(it -> vcpus(it.cpu())).orElse(0.0);
  }

  private static boolean isFargate(software.amazon.awssdk.services.ecs.model.Service service) {
    return service.launchType() == LaunchType.FARGATE
        || service.capacityProviderStrategy().stream()
            .anyMatch(it -> it.capacityProvider().equals(FARGATE));
  }

  /// Such as `256`, in units of a 1024th, or `.25 vCPU`.
  static double vcpus(String cpu) {
    return cpu.endsWith(VCPU)
        ? Double.parseDouble(cpu.substring(0, cpu.length() - VCPU.length()).strip())
        : Double.parseDouble(cpu) / UNITS;
  }

  private static double ofInstance(Look unheard, GroupSite site) throws InterruptedException {
    var type =
        new GroupLook(site)
            .launch(unheard)
            .flatMap(GroupLook.Launch::type)
            .filter(it -> STANDARD.matcher(it).matches());
    if (type.isEmpty()) {
      return 0;
    }
    return unheard
        .ask(
            AwsApi.ec2(),
            "how large an instance is",
            it ->
                it.describeInstanceTypes(of -> of.instanceTypesWithStrings(type.get()))
                    .instanceTypes())
        .flatMap(it -> it.stream().findFirst())
        .map(it -> (double) it.vCpuInfo().defaultVCpus())
        .orElse(0.0);
  }
}
