package dev.lifeboat.aws.ecs;

import dev.lifeboat.aws.api.ApiCall;
import dev.lifeboat.aws.api.Condition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/// What a service says of itself.
public final class EcsStatus {
  /// A service that was deleted is described for a while.
  public static final Condition ACTIVE = new Condition.Is("Status", "ACTIVE");

  /// No task is being replaced. A deployment that is over is the only one; a service that is merely
  /// scaled has no second one.
  public static final Condition ONE_DEPLOYMENT = new Condition.Present("Deployments[1]").not();

  /// Nor is one pending.
  static final Condition NOTHING_UNDER_WAY =
      Condition.all(new Condition.Counts("PendingCount", 0), ONE_DEPLOYMENT);

  private static final String PRIMARY = "PRIMARY";

  private EcsStatus() {}

  /// What shows the service at `site`.
  public static ApiCall look(EcsSite site) {
    return new ApiCall(
        "ecs",
        "describeServices",
        Map.of("Cluster", site.cluster(), "Services", List.of(site.service())));
  }

  /// The deployment that the service is, or becomes.
  static Optional<Deployment> primary(Service service) {
    return service.deployments().stream().filter(it -> PRIMARY.equals(it.status())).findFirst();
  }

  /// Why ECS has given the present deployment up; empty unless it has.
  static Optional<String> failure(Service service) {
    return primary(service)
        .filter(it -> it.rolloutState() == DeploymentRolloutState.FAILED)
        .map(it -> "its deployment failed: " + it.rolloutStateReason());
  }

  /// Such as `2 of 3 tasks of web run, 1 pending`.
  static String words(Service service) {
    var words =
        new StringBuilder(
            "%d of %d tasks of %s run"
                .formatted(service.runningCount(), service.desiredCount(), service.serviceName()));
    if (service.pendingCount() > 0) {
      words.append(", ").append(service.pendingCount()).append(" pending");
    }
    if (service.deployments().size() > 1) {
      words.append(", a deployment is under way");
    }
    failure(service).ifPresent(it -> words.append("; ").append(it));
    return words.toString();
  }
}
