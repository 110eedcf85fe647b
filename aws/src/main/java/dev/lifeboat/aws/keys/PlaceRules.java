package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.PerRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanValue;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import java.util.HashMap;
import java.util.Optional;
import java.util.stream.Stream;

/// Refuses what is on AWS and belongs to two workloads of a plan. Else the move of one workload
/// would fence, or promote, the stores of another whose writer stays where it is.
final class PlaceRules {
  private PlaceRules() {}

  /// Tells once for a plan, at its first workload, of what two of them name.
  static void check(Plan plan, Workload first, PlanValue said) {
    if (!plan.workloads().values().iterator().next().equals(first)) {
      return;
    }
    var owners = new HashMap<String, Owner>();
    for (var workload : plan.workloads().values()) {
      for (var resource : workload.resources().values()) {
        var owner = new Owner(workload.name(), resource.name());
        places(plan, resource)
            .distinct()
            .forEach(place -> {
              var other = owners.putIfAbsent(place, owner);
              if (other != null && !other.workload().equals(owner.workload())) {
                said.wrongAtKey(
                    "shares %s: it is %s and %s".formatted(place, other, owner),
                    "give each workload its own, or make one workload of both");
              }
            });
      }
    }
  }

  private record Owner(String workload, String resource) {
    @Override
    public String toString() {
      return "'%s' of '%s'".formatted(resource, workload);
    }
  }

  private static Stream<String> places(Plan plan, Resource resource) {
    return switch (resource) {
      case Database it ->
          AwsDatabase.of(it).stream()
              .flatMap(aws -> in(plan, "the instance", Optional.of(aws.dbInstance())));
      case Bucket it ->
          it.values().find(AwsBucket.class).stream()
              .flatMap(aws -> in(plan, "the bucket", Optional.of(aws.bucket())));
      case Service it -> AwsService.of(it).stream().flatMap(aws -> places(plan, it, aws));
      case Traffic it -> AwsTraffic.of(it).stream().flatMap(aws -> places(plan, aws));
    };
  }

  private static Stream<String> places(Plan plan, Service service, AwsService aws) {
    var name = aws.ecsService().orElseGet(() -> PerRegion.same(service.name()));
    return Stream.concat(
        in(plan, "the group", aws.autoScalingGroup()),
        plan.regions().keySet().stream()
            .flatMap(region ->
                aws.cluster().flatMap(it -> it.in(region)).stream()
                    .flatMap(cluster ->
                        name.in(region).stream()
                            .map(it -> "the service %s/%s in %s".formatted(cluster, it, region)))));
  }

  private static Stream<String> places(Plan plan, AwsTraffic traffic) {
    var led =
        switch (traffic.way()) {
          case AwsTraffic.Objects it ->
              in(plan, "the object %s of".formatted(it.key()), Optional.of(it.bucket()));
          case AwsTraffic.Accelerator it ->
              in(plan, "the endpoint group", Optional.of(it.endpointGroup()));
        };
    return Stream.concat(Stream.of("the name " + traffic.name()), led);
  }

  private static Stream<String> in(Plan plan, String what, Optional<PerRegion> names) {
    return plan.regions().keySet().stream()
        .flatMap(region ->
            names.flatMap(it -> it.in(region)).stream()
                .map(name -> "%s %s in %s".formatted(what, name, region)));
  }
}
