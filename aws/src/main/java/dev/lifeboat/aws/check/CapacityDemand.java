package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.autoscaling.GroupSite;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.plan.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import dev.lifeboat.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
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

  private final AwsClients clients;
  private final Plan plan;
  private final Map<String, Sum> sums = new HashMap<>();

  CapacityDemand(AwsClients clients, Plan plan) {
    this.clients = clients;
    this.plan = plan;
  }

  /// Whether `service` and all the others get what they want.
  ///
  /// @param region of the plan that would take over
  /// @param awsRegion AWS's name of it
  List<AwsFinding> findings(String service, String region, String awsRegion)
      throws InterruptedException {
    var sum = sum(region);
    var look = new Look(service, awsRegion);
    if (sum.fargate() > 0) {
      Quota.FARGATE.look(look, clients, awsRegion, sum.fargate());
    }
    if (sum.standard() > 0) {
      Quota.STANDARD.look(look, clients, awsRegion, sum.standard());
    }
    return look.findings();
  }

  private synchronized Sum sum(String region) throws InterruptedException {
    var known = sums.get(region);
    if (known == null) {
      known = added(region);
      sums.put(region, known);
    }
    return known;
  }

  private Sum added(String region) throws InterruptedException {
    double fargate = 0;
    double standard = 0;
    for (var workload : plan.workloads().values()) {
      AwsSites sites;
      try {
        sites = AwsSites.of(plan, workload);
      } catch (ProblemException impossible) {
        throw new IllegalStateException("the plan was read before", impossible);
      }
      for (var service : workload.resources(Service.class)) {
        int serving = service.instances().serving();
        fargate += serving * ofTask(in(sites.tasks(), service.name(), region));
        standard += serving * ofInstance(in(sites.groups(), service.name(), region));
      }
    }
    return new Sum(fargate, standard);
  }

  private static <S> Optional<S> in(
      Map<String, Map<String, S>> sites, String service, String region) {
    return Optional.ofNullable(sites.get(service))
        .map(it -> Objects.requireNonNull(it.get(region)));
  }

  private double ofTask(Optional<EcsSite> site) throws InterruptedException {
    if (site.isEmpty()) {
      return 0;
    }
    var tasks = new TaskDefinitions(clients, site.get());
    var unheard = new Look("-", site.get().awsRegion());
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

  private double ofInstance(Optional<GroupSite> site) throws InterruptedException {
    if (site.isEmpty()) {
      return 0;
    }
    var region = site.get().awsRegion();
    var unheard = new Look("-", region);
    var type =
        new GroupLook(clients, "-", site.get())
            .launch(unheard)
            .flatMap(GroupLook.Launch::type)
            .filter(it -> STANDARD.matcher(it).matches());
    if (type.isEmpty()) {
      return 0;
    }
    var request =
        DescribeInstanceTypesRequest.builder().instanceTypesWithStrings(type.get()).build();
    return unheard
        .ask(
            "EC2",
            "how large an instance is",
            clients.ec2(region),
            it -> it.describeInstanceTypes(request).instanceTypes())
        .flatMap(it -> it.stream().findFirst())
        .map(it -> (double) it.vCpuInfo().defaultVCpus())
        .orElse(0.0);
  }
}
