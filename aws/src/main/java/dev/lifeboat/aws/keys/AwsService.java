package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.PerRegion;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A service's place on AWS: on ECS or in an Auto Scaling group.
///
/// @param cluster of ECS
/// @param ecsService its name there; empty for the name in the plan
/// @param secrets whose version labelled `Bound` its tasks read
/// @param autoScalingGroup its name, where it is not on ECS
/// @param targetGroup ARN of the load balancer's target group
public record AwsService(
    Optional<PerRegion> cluster,
    Optional<PerRegion> ecsService,
    List<String> secrets,
    Optional<PerRegion> autoScalingGroup,
    PerRegion targetGroup) {
  public AwsService {
    secrets = List.copyOf(secrets);
    if (cluster.isPresent() == autoScalingGroup.isPresent()) {
      throw new IllegalArgumentException("a service is either on ECS or in an Auto Scaling group");
    }
  }

  /// What the plan says of `service`.
  public static Optional<AwsService> of(Service service) {
    return service.values().find(AwsService.class);
  }

  /// Whether secrets or parameters tell the tasks of `service` whose stores they use.
  public boolean isTold(Service service, Collection<Resource> resources) {
    return cluster.isPresent()
        && (!secrets.isEmpty()
            || resources.stream()
                .filter(it -> service.uses().contains(it.name()))
                .anyMatch(it ->
                    it instanceof Database database && AwsDatabase.tellsItsAddress(database)));
  }
}
